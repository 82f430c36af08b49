"""``python -m indababot`` is the console script."""

from indababot.cli import main

if __name__ == "__main__":
    main()
