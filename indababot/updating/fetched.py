"""Pages that came with their texts, given as a wiki does that lists them first: so that of each no more is kept than is needed."""

from collections.abc import Iterable, Mapping, Sequence

from indababot.pages import Listed, Page
from indababot.spool import Spool


class Fetched:
    """A :class:`~indababot.updating.incremental.Source` of pages that are there; it numbers them, since a folder's have no numbers."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._pages = Spool(pages)
        self.listed = [_listed(number, page) for number, page in enumerate(pages)]

    def texts(self, pages: Iterable[Listed]) -> Mapping[int, Page]:
        """The pages, by these numbers."""
        return {page.page_id: self._pages[page.page_id] for page in pages}

    def templates(self, pages: Iterable[Listed]) -> Mapping[int, frozenset[str]]:
        """None: nothing of these pages is kept for a later run."""
        return {}

    def template_revisions(self, pages: Iterable[Listed]) -> Mapping[str, int]:
        """None, as for :meth:`templates`."""
        return {}


def _listed(number: int, page: Page) -> Listed:
    return Listed(
        page.title,
        number,
        page.revision_id or 0,
        None,
        page.model,
        categories=page.categories,
        redirects=page.redirects,
        touched=page.touched,
        talk=page.talk,
    )
