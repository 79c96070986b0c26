"""How long one way of doing a thing takes against another, as a ratio: machines differ, ratios travel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two ways to the same end: ours, and the plain way anyone would measure it against. ``rounds`` are the turns that
    each of them has.
    """

    name: str
    against: str
    ours: Callable[[], object]
    plain: Callable[[], object]
    rounds: int = 7

    def line(self) -> str:
        """The ratio of the best times, then the times in milliseconds.

        The two take turns, so that neither has the quieter machine; the first turn of each is not counted.
        """
        self.ours(), self.plain()
        times = [(_seconds(self.ours), _seconds(self.plain)) for _ in range(self.rounds)]
        ours, plain = min(first for first, _ in times), min(second for _, second in times)
        return f"{self.name}: {ours / plain:.2f} × {self.against} ({ours * 1000:.1f} ms against {plain * 1000:.1f} ms)"


def _seconds(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started
