"""What was received, kept for ever: files by SHA-256 and an append-only, hash-chained journal.

The ledger knows no meaning. A line's content is whatever the caller hands over; each line carries its number, the
hash of the line before and the hash of its own canonical text, so that a change anywhere shows from there on. The
journal's last line is kept a second time, in a file of its own: a chain that has lost its end is still a chain.
"""

from pbi.ledger.disk import ASIDE, replacing, set_aside, sweep, sync_folder
from pbi.ledger.journal import HEAD, JOURNAL, NEXT, VERIFY, Ledger
from pbi.ledger.lines import START, Line, canonical, digest, proven, sealed, spell

__all__ = [
    "ASIDE",
    "HEAD",
    "JOURNAL",
    "NEXT",
    "START",
    "VERIFY",
    "Ledger",
    "Line",
    "canonical",
    "digest",
    "proven",
    "replacing",
    "sealed",
    "set_aside",
    "spell",
    "sweep",
    "sync_folder",
]
