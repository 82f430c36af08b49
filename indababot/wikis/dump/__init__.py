"""Dumps: MediaWiki XML exports of any size, read on all cores or on a cluster, never written."""

from pathlib import Path

from indababot.wikis.dump.walk import Watch
from indababot.wikis.dump.wiki import DumpWiki

__all__ = ["DumpWiki", "connected"]


def connected(path: Path, *, scheduler: str | None = None, watch: Watch | None = None) -> DumpWiki:
    """A dump as commands read it: on a Dask cluster where one is named, and with walks that go on after a kill.

    Raises:
        UsageError: there is no such file, or no such cluster.
        MissingExtra: a cluster needs the extra ``cluster``.
    """
    from platformdirs import user_cache_path

    cache = user_cache_path("indababot") / "dumps"
    if scheduler is None:
        return DumpWiki(path, watch=watch, cache=cache)
    from indababot.wikis.dump.cluster import Cluster

    return DumpWiki(path, watch=watch, cache=cache, cluster=Cluster(scheduler))
