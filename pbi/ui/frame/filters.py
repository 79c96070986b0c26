"""The row of filters, drawn once by the main script before the page, and the Question it asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from pbi import arrivals, measures
from pbi.model import Question
from pbi.narrative import figures
from pbi.ui import show
from pbi.ui.frame import search
from pbi.ui.session import address, ask, stores

MOVEMENT = {"tested": "Tested", "arrows": "Plain arrows"}
"""How a movement is judged: by a test, or by any difference."""
CHARTS = {"trend": "Trend", "control": "Control chart"}
"""How one indicator is drawn."""
SIGNALS = {
    "concern": "Worse",
    "improvement": "Better",
    "either": "Higher or lower",
    "common_cause": "No real change",
    "untested": "Not enough data",
    "steady": "Missing target, not improving",
    "sliding": "Meeting target, getting worse",
}
"""Whether it changed, as a list may be narrowed to, by the codes that links hold; the last two with a status."""

_UNKNOWN = "unknown_in_link"  # what a link named and the store does not hold, and the filters as they then stood
_LABELS = {
    "store": "the figures",
    "group": "the group",
    "chart": "the chart",
    "signal": "the list",
    "movement": "the movement",
    "as_of": "the day",
}
_LABELS |= {name: f"the {name}" for name in ("period", "authority", "service", "scheme", "indicator")}

OF_ONE_INDICATOR = {"indicator", "compare"}
"""The pages that ask for an indicator; on others the one chosen is kept, and narrows nothing unseen."""


def question() -> Question:
    """What the filters ask. An unset period is the newest with a figure; an indicator is asked of where it is shown."""
    held = address.values()
    one = held["indicator"] if address.page() in OF_ONE_INDICATOR else None
    asked = Question(
        authorities=tuple(held["authority"]),
        services=(held["service"],) if held["service"] else (),
        indicators=(one,) if one else (),
        period=held["period"] or latest(),
        scheme=held["scheme"],
        as_of=held["as_of"],
        movement=held["movement"],
        comparators=held["group"] or "",
    )
    return ask.dated(asked)


def settle(page: str) -> None:
    """Take the filters from the address, and let go of what a link names and this store does not hold."""
    address.restore(page)
    _keep_known()


def draw(page: str) -> None:
    """Draw the row and write the address. The indicator is asked only where a page is about one."""
    names = _names()
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters", gap="small"):
        st.selectbox(
            "Figures",
            list(stores.NAMES),
            key=address.key("store"),
            format_func=_named(stores.NAMES),
            width=170,
            on_change=address.leave_store,
        )
        if measures_held():
            _select("period", "Period", list(names["period"]), names["period"], f"{latest()} (latest)", 175)
            st.multiselect(
                "Authority",
                list(names["authority"]),
                key=address.key("authority"),
                placeholder="All",
                width=180,
                format_func=_named(names["authority"]),
                wrap=False,
            )
            _select("service", "Service", list(names["service"]), names["service"], "All", 180)
            with st.popover("How judged", key="judged"):
                _select("scheme", "Scheme", list(names["scheme"]), names["scheme"], None, 320)
                _select("movement", "Movement", list(MOVEMENT), MOVEMENT, None, 320)
            st.date_input(
                "As of",
                value=None,
                key=address.key("as_of"),
                format="DD/MM/YYYY",
                width=165,
                help="Only what had been received by that day: what did the committee see?",
            )
            search.box()
    if page in OF_ONE_INDICATOR and measures_held():
        with st.container(horizontal=True, vertical_alignment="bottom", key="filters_of_page", gap="small"):
            _select("indicator", "Indicator", list(names["indicator"]), names["indicator"], "Choose an indicator", 640)
            if page == "compare":
                _select("group", "Compare within", list(names["group"]), names["group"], "All authorities", 320)
    _say_unknown()
    address.record(page)


def measures_held() -> bool:
    """Whether anything has been accepted into this store."""
    return not ask.listed(measures.is_empty)


def latest() -> str:
    """The period that is shown where none is chosen: the newest that had a figure by the day asked about."""
    return ask.listed(measures.latest_period, as_of=address.value("as_of"))


def _select(
    name: str, label: str, options: Sequence[str], names: Mapping[str, str], placeholder: str | None, width: int
) -> None:
    if placeholder is None:
        st.session_state.setdefault(address.key(name), address.DEFAULTS[name])
    st.selectbox(
        show.plain(label),
        options,
        index=None if placeholder else 0,
        key=address.key(name),
        placeholder=placeholder,
        format_func=_named(names),
        width=width,
        persist_state="session",
    )


def _named(names: Mapping[str, str]) -> Callable[[str], str]:
    return lambda code: names.get(code, code)


def _names() -> dict[str, dict[str, str]]:
    """Codes and labels of every filter's choices, in the order they are offered."""
    indicators = ask.listed(measures.indicators)
    services = ask.listed(measures.services)
    used = services[services["code"].isin(set(indicators["service"]))]
    chosen = address.value("service")
    offered = indicators[indicators["service"] == chosen] if chosen else indicators
    authorities = ask.listed(measures.authorities)
    schemes = ask.listed(measures.schemes)
    groups = ask.listed(measures.comparator_groups)
    return {
        "period": _periods(),
        "authority": dict(zip(authorities["code"], authorities["name"], strict=True)),
        "service": dict(zip(used["code"], used["name"], strict=True)),
        "movement": MOVEMENT,
        "group": dict(zip(groups["comparators"], groups["comparators_name"], strict=True)),
        "chart": CHARTS,
        "signal": SIGNALS,
        "scheme": dict(zip(schemes["scheme"], schemes["name"], strict=True)),
        "indicator": {code: f"{code} {name}" for code, name in zip(offered["code"], offered["name"], strict=True)},
    }


def _periods() -> dict[str, str]:
    """The periods held by the day asked about, a year without a figure of its own marked; and the one chosen."""
    held = address.values()
    day: date = held["as_of"] or date.today()
    listed = ask.listed(measures.offered_periods, as_of=held["as_of"])
    offered = {
        period: period if has_figure or kind != "year" else f"{period} {'so far' if end >= day else 'in part'}"
        for period, kind, end, has_figure in listed[["period", "period_kind", "period_end", "has_figure"]].to_numpy()
    }
    chosen = held["period"]
    known = (
        chosen
        and chosen not in offered
        and (chosen in set(ask.listed(measures.offered_periods)["period"]) or _awaited(chosen))
    )
    return ({chosen: chosen} if known else {}) | offered


def _awaited(period: str) -> bool:
    """Whether returns are expected for a period of which nothing is held: a link to it says what is late."""
    return period in ask.asked_of(arrivals.offered, ask.dated(Question(as_of=address.value("as_of"))))


def _keep_known() -> None:
    """Let go of what this store does not hold; what a link named in vain is kept to be said, until a filter changes."""
    unknown: list[tuple[str, str]] = []
    if (store := st.session_state.get(address.key("store"))) not in stores.NAMES:
        unknown += [("store", str(store))] if store else []
        st.session_state[address.key("store")] = stores.first()
    unknown += [("as_of", text) for text in address.unreadable()]
    for name, known in _names().items():
        held: Any = st.session_state.get(address.key(name))
        if isinstance(held, list):
            unknown += [(name, code) for code in held if code not in known]
            st.session_state[address.key(name)] = [code for code in held if code in known]
        elif held is not None and held not in known:
            unknown.append((name, str(held)))
            st.session_state[address.key(name)] = address.DEFAULTS[name]
    if unknown:
        st.session_state[_UNKNOWN] = (unknown, address.values())


def _say_unknown() -> None:
    """In one sentence what a link asks for and this store does not hold (or no calendar has), and the way on."""
    unknown, then = st.session_state.get(_UNKNOWN, ((), None))
    if not unknown or then != address.values():
        st.session_state.pop(_UNKNOWN, None)
        return
    named = figures.listed([f"{_LABELS.get(name, name)} {code}" for name, code in unknown])
    are = "is" if len(unknown) == 1 else "are"
    show.put(
        show.tag(
            "p",
            f"This link asks for {named}, which {are} not available here; the rest of the link is shown. "
            "Choose above, or search under Find.",
            class_="refusal",
            role="status",
        )
    )
