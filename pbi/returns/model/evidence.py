"""The rows that speak of an indicator's polarity, and what they come to together. Rule: methods, section 2."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pbi.model import Polarity

Place = tuple[str, str]
"""Authority and period of the row that speaks."""
_OUTWEIGHS = 3
"""How many rows must speak one way for each that speaks the other: a printed status may itself be a slip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What rows say of one indicator's polarity: ``stated`` in words, or by their statuses and directions."""

    stated: Polarity | None = None
    statuses: Mapping[Place, Polarity] = field(default_factory=dict)
    directions: Mapping[Place, Polarity] = field(default_factory=dict)

    def settled(self) -> tuple[Polarity, str]:
        """The polarity and where it is from; unconfirmed where the rows say nothing or contradict each other.

        >>> row = {("a", "2019/20"): Polarity.LOWER}
        >>> Evidence(statuses=row).settled()
        (<Polarity.LOWER: 'lower'>, 'inferred from stated status')
        """
        if self.stated:
            return self.stated, "stated in the return"
        votes = Counter([*self.statuses.values(), *self.directions.values()]).most_common(2)
        if not votes or (len(votes) == 2 and votes[0][1] < _OUTWEIGHS * votes[1][1]):
            return Polarity.UNCONFIRMED, "unconfirmed"
        won = votes[0][0]
        spoke = [
            name for name, rows in (("status", self.statuses), ("direction", self.directions)) if won in rows.values()
        ]
        return won, f"inferred from stated {' and '.join(spoke)}"

    def beside(self, earlier: Evidence) -> Evidence:
        """This evidence with what was held before; where both speak of one place, this one."""
        return replace(
            self,
            statuses={**earlier.statuses, **self.statuses},
            directions={**earlier.directions, **self.directions},
        )
