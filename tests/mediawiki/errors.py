"""What can go wrong before there is a MediaWiki."""


class Missing(RuntimeError):
    """This machine cannot run a MediaWiki; the text is one line that says what is missing."""
