"""Papers: the same measures and the same sentences as the screen, composed once and written in several formats.

``compose`` makes a paper of a kind from the frames it is given; ``write`` sets it in a format. Nothing here asks
a store.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from pbi.errors import BadInput
from pbi.reports.content import Matter
from pbi.reports.kinds import HOLDS, TITLES, compose, contents
from pbi.reports.paper import Kind, Paper

__all__ = ["FORMATS", "HOLDS", "TITLES", "Format", "Kind", "Matter", "Paper", "compose", "contents", "form_of", "write"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the name of its file's kind, its media type, and the module here whose function of its name writes it.

    The module is loaded with the first paper: slides and documents bring as much as the rest of the program, and
    hardly anything that is started makes one.
    """

    name: str
    media_type: str
    writer: str

    def render(self, paper: Paper) -> bytes:
        """The paper as the bytes of a file of this format."""
        data: bytes = getattr(import_module(f"pbi.reports.{self.writer}"), self.writer)(paper)
        return data


FORMATS = {
    ".docx": Format("Document", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "document"),
    ".pptx": Format("Slides", "application/vnd.openxmlformats-officedocument.presentationml.presentation", "deck"),
    ".xlsx": Format("Workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "workbook"),
    ".html": Format("Web page", "text/html", "page"),
}


def form_of(suffix: str) -> Format:
    """The format of a file's ending, or BadInput with those there are."""
    if suffix.lower() not in FORMATS:
        raise BadInput(
            f"A paper cannot be written as '{suffix or 'a file without an ending'}'.",
            remedy=f"End the file's name in one of {', '.join(FORMATS)}.",
        )
    return FORMATS[suffix.lower()]


def write(paper: Paper, suffix: str) -> bytes:
    """The paper as the bytes of a file with that ending."""
    return form_of(suffix).render(paper)
