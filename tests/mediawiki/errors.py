"""What can go wrong before there is a MediaWiki."""


class Missing(RuntimeError):
    """This machine cannot run a MediaWiki; the text is one line that says what is missing."""


class OutOfReach(Missing):
    """Another release cannot be fetched from here: there is no apt, no Debian among its sources, or no way to the mirror."""
