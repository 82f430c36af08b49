"""``pwb indababot …`` is ``indababot …``, under pywikibot's own configuration."""

from indababot.cli import main

if __name__ == "__main__":
    main()
