"""What the columns of sessions are called where a person reads them."""

from indababot.i18n import SOURCE, normal, translate


def label(name: str, language: str) -> str:
    """What heads a column on a wiki, in a language; in English its name, which ``--columns`` takes."""
    from indababot.writing.views import columns

    known = columns.SESSION_KEYS.get(name)
    return name if known is None or normal(language) == SOURCE else translate(language, known.header)
