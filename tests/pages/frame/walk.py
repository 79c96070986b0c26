"""A reader's walk from page to page and back, beside a list of addresses that says where the reader should be."""

from __future__ import annotations

import re
from random import Random

from playwright.sync_api import Page, expect

from tests.pages import serving

PLACES = (
    ".",
    ".?authority=westholt",
    "service?service=licensing",
    "service?authority=westholt&service=licensing",
    "indicator?authority=westholt&indicator=IND-1",
    "indicator?indicator=IND-1#passport",
    "compare?indicator=IND-2",
    "actions?period=2018%2F19",
    "actions",
)
"""Where links lead, as pages write them."""
MENU = (
    ("Performance", "Compare", "compare"),
    ("Explain", "What changed", "changes"),
    ("Explain", "Actions", "actions"),
)
SHOWN = """() => [
    document.querySelector("h1").textContent,
    ...Array.from(document.querySelectorAll(".st-key-filters input"), each => each.value),
    document.querySelector(".st-key-filters").innerText,
].join("|")"""
"""What the page is about: its first heading and every filter."""
STILL = f"""async () => {{
    const shown = () => document.querySelector("{serving.STANDS} h1") ? ({SHOWN})() : null;
    for (let before = null, same = 0; same < 6; before = shown()) {{
        await new Promise(on => setTimeout(on, 100));
        same = before !== null && shown() === before ? same + 1 : 0;
    }}
    return shown();
}}"""
"""What the page is about, once nothing has changed for some time: a run that is asked for begins a little later."""


class Walk:
    """Each move adds one address or goes along those there are; ``check`` compares the browser with them."""

    def __init__(self, tab: Page) -> None:
        self.tab = tab
        serving.stand(tab, "/?store=example")
        self.before = tab.evaluate("history.length") - 1
        self.way = [tab.url]
        self.shown: list[str | None] = [None]
        self.at = 0
        self.check()

    def follow(self, address: str) -> None:
        """Follow a link."""
        self.tab.evaluate(serving.FOLLOW, address)
        self._add(self.tab.url)

    def menu(self, section: str, title: str, page: str) -> None:
        """Choose a page in the menu. Its address is known once it is drawn."""
        self.tab.get_by_role("button", name=section, exact=True).click()
        self.tab.get_by_role("menuitem", name=title).click()
        self.tab.wait_for_url(re.compile(rf"/{page}\b"))
        self.tab.evaluate(STILL)
        self._add(self.tab.url)

    def filter(self, authority: str) -> None:
        """Choose one more authority."""
        before = self.tab.url
        box = self.tab.get_by_label("Authority", exact=True)
        box.click()
        self.tab.keyboard.type(authority)
        self.tab.get_by_role("option", name=authority).first.click()
        expect(self.tab).not_to_have_url(before)
        self.tab.keyboard.press("Escape")
        self._add(self.tab.url)

    def go(self, steps: list[int], *, pause: int) -> None:
        """Press Back (-1) and Forward (1), one after another so many milliseconds after it is there."""
        self.tab.evaluate(
            """async ([steps, pause]) => {
                for (const step of steps) {
                    const there = new Promise(there => addEventListener("popstate", there, { once: true }));
                    history.go(step);
                    await there;
                    await new Promise(on => setTimeout(on, pause));
                }
            }""",
            [steps, pause],
        )
        self.at += sum(steps)

    def check(self) -> None:
        """The address, the entries of the browser's history, and what an address showed when it was first gone to."""
        expect(self.tab).to_have_url(self.way[self.at])
        serving.settle(self.tab)
        shown = self.tab.evaluate(STILL)
        assert self.tab.url == self.way[self.at]
        assert self.tab.evaluate("history.length") == self.before + len(self.way)
        assert shown == (self.shown[self.at] or shown)
        self.shown[self.at] = shown

    def _add(self, address: str) -> None:
        self.way, self.shown = [*self.way[: self.at + 1], address], [*self.shown[: self.at + 1], None]
        self.at += 1


def wander(tab: Page, *, seed: int, moves: int) -> None:
    """So many moves drawn by chance; now and then the next one is made before the page of the last is drawn."""
    chance = Random(seed)
    walk = Walk(tab)
    for _ in range(moves):
        kind = chance.choice(["follow", "follow", "menu", "filter", "go", "go", "go"])
        if kind == "follow" or len(walk.way) == 1:
            walk.follow(chance.choice([each for each in PLACES if not tab.url.endswith(each.lstrip("."))]))
        elif kind == "menu":
            walk.check()
            walk.menu(*chance.choice([each for each in MENU if each[2] not in tab.url]))
        elif kind == "filter":
            walk.check()
            walk.filter(chance.choice(["Eastmere", "Northvale"]))
        else:
            steps: list[int] = []
            for _ in range(chance.choice([1, 2, 3, 4])):
                ways = [each for each in (-1, 1) if 0 <= walk.at + sum(steps) + each < len(walk.way)]
                steps.append(chance.choice(ways))
            walk.go(steps, pause=chance.choice([0, 20, 100, 400]))
        if chance.random() < 0.7:
            walk.check()
    walk.check()
