"""One process at a time: a lock on a file of its own, freed by the system even when the process is killed.

The lock is never on the database: opening that file a second time in a process drops DuckDB's own lock on it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from pbi.errors import StoreBusy

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Guard:
    """Holds ``guard.lock`` of a store's folder from making to ``free``. StoreBusy where another holds it."""

    def __init__(self, path: Path) -> None:
        self._descriptor: int | None = os.open(path / "guard.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(self._descriptor)
        except OSError as error:
            self.free()
            raise StoreBusy(
                "Another process has this store open.",
                remedy="Close the dashboard or wait for the other command to finish.",
                where=str(path),
            ) from error

    def free(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
