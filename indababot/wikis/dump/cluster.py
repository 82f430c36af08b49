"""A Dask cluster as an executor of ``concurrent.futures``: it does the work on the pieces of a multistream dump."""

from concurrent.futures import Executor
from typing import Any

from indababot.errors import MissingExtra, UsageError
from indababot.i18n import NEEDS_EXTRA

_RETRIES = 3
"""How often a piece whose work failed is tried again; one whose worker is lost is done anew by another, without this."""
_WAIT = 10
"""Seconds that a scheduler may take to answer."""


class Cluster:
    """The cluster of a scheduler; its workers see the dump under the same path, and have this version of indababot."""

    def __init__(self, address: str) -> None:
        """Connects to a scheduler, as ``tcp://127.0.0.1:8786``.

        Raises:
            MissingExtra: the extra ``cluster`` is not installed.
            UsageError: no scheduler answers at the address, or it has no worker.
        """
        try:
            import distributed
        except ModuleNotFoundError:
            raise MissingExtra(NEEDS_EXTRA, what="--scheduler", extra="cluster") from None
        try:
            library: Any = distributed
            self._client = library.Client(address, timeout=_WAIT, set_as_default=False)
        except (OSError, ValueError) as error:
            raise UsageError(
                "No Dask scheduler answers at {address} ({error}): start one, or name another.",
                address=address,
                error=error,
            ) from error
        self.workers = len(self._client.nthreads())
        if not self.workers:
            self.close()
            raise UsageError(
                "The Dask scheduler at {address} has no workers: start some with 'dask worker {address}'.",
                address=address,
            )
        self.cores = sum(self._client.nthreads().values()) if self.workers else 0
        self.executor: Executor = self._client.get_executor(retries=_RETRIES, pure=False)

    def close(self) -> None:
        """Leaves the cluster."""
        self._client.close()
