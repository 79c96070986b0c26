"""The one palette: charts, tables and the stylesheet read it here, and .streamlit/config.toml agrees with it.

Status colours mean status and nothing else; a word and a mark always stand beside them. Each colour is a pair,
light ground and dark ground, checked for contrast and for colour-blind distance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import altair as alt

from pbi.model import StatusRole


class Ground(StrEnum):
    """What a picture is drawn on. SCREEN follows the reader's light or dark theme by itself."""

    SCREEN = "screen"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Colour:
    """One meaning, two values.

    >>> Colour("#0A7F62", "#9CF7C8").on(Ground.SCREEN)
    'light-dark(#0A7F62, #9CF7C8)'
    """

    light: str
    dark: str

    def on(self, ground: Ground) -> str:
        if ground is Ground.SCREEN:
            return f"light-dark({self.light}, {self.dark})"
        return self.light if ground is Ground.LIGHT else self.dark


STATUS: Mapping[str, Colour] = {
    StatusRole.GOOD: Colour("#0A7F62", "#9CF7C8"),
    StatusRole.NEAR: Colour("#C1891F", "#F6AC20"),
    StatusRole.BAD: Colour("#8D0B15", "#C85E5A"),
    StatusRole.UNKNOWN: Colour("#383D41", "#9E9FA4"),
    StatusRole.DATA_ONLY: Colour("#044689", "#3485C7"),
}
ON_STATUS: Mapping[str, Colour] = {  # text set on a ground of that colour
    StatusRole.GOOD: Colour("#ffffff", "#0b0c0c"),
    StatusRole.NEAR: Colour("#0b0c0c", "#0b0c0c"),
    StatusRole.BAD: Colour("#ffffff", "#0b0c0c"),
    StatusRole.UNKNOWN: Colour("#ffffff", "#0b0c0c"),
    StatusRole.DATA_ONLY: Colour("#ffffff", "#0b0c0c"),
}
INK = Colour("#0b0c0c", "#ffffff")
MUTED = Colour("#505a5f", "#b1b8be")
HAIRLINE = Colour("#c9cdd1", "#434b53")
GROUND = Colour("#ffffff", "#101418")
ACCENT = Colour("#12436d", "#8cc4f0")
SIGNAL = {  # what a control chart calls a point: its shape says the same
    "concern": Colour("#b8500b", "#ffab70"),
    "improvement": Colour("#1f5f99", "#8cc4f0"),
    "high": INK,
    "low": INK,
}
NEAR_TYPE, FAR_TYPE = 12, 16  # size of the words in a picture: at a desk, and from the back row
SPARK = "#5b8db8"  # for pictures inside an <img>, which cannot follow the theme: 3:1 on both grounds

AUTHORITIES = (
    Colour("#206095", "#6fb1e4"),
    Colour("#871A5B", "#d67ab1"),
    Colour("#118C7B", "#4cc9b8"),
    Colour("#F66068", "#ff8f94"),
    Colour("#746CB1", "#a8a1de"),
    Colour("#003C57", "#9cb8c7"),
)
DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 2], [10, 4])


def authority(position: int) -> tuple[Colour, Sequence[int]]:
    """Colour and dash of the authority at this place of the list; after six both begin again."""
    return AUTHORITIES[position % len(AUTHORITIES)], DASHES[position % len(DASHES)]


def status_scale(roles: Sequence[str], *, ground: Ground) -> alt.Scale:
    """The colour scale of these roles, in their order."""
    return alt.Scale(domain=list(roles), range=[STATUS[role].on(ground) for role in roles])


def properties() -> str:
    """The palette as CSS custom properties, one for each meaning; they follow the theme in use."""
    named = {"ink": INK, "muted": MUTED, "hairline": HAIRLINE, "ground": GROUND, "accent": ACCENT}
    named |= {role.replace(" ", "-"): colour for role, colour in STATUS.items()}
    named |= {f"on-{role.replace(' ', '-')}": colour for role, colour in ON_STATUS.items()}
    return ":root{" + "".join(f"--{name}:{colour.on(Ground.SCREEN)};" for name, colour in named.items()) + "}"
