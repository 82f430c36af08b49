"""``pwb indababot …`` is ``indababot …``, under pywikibot's own configuration and global arguments."""

from indababot.cli.pwb import main

if __name__ == "__main__":
    main()
