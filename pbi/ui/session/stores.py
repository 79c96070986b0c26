"""The two stores a dashboard serves: the illustrative example, read-only, and one's own. Each opened once a process."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import streamlit as st

from pbi import measures
from pbi.errors import StoreBusy
from pbi.settings import settings
from pbi.store import Store, exists, reader

EXAMPLE, OWN = "example", "own"
NAMES = {EXAMPLE: "Illustrative example", OWN: "Our own figures"}


def first() -> str:
    """The store that is opened where none is named: one's own as soon as anything was accepted, else the example."""
    own = opened(OWN)
    return EXAMPLE if _is_empty(own, own.version) else OWN


@lru_cache(maxsize=4)
def _is_empty(store: Store, version: int) -> bool:
    return measures.is_empty(store)


def opened(name: str) -> Store:
    """The store of that name, made first where there is none. Sessions share it; each query has its own cursor."""
    return _opened(_path(name), name)[0]


def is_open_for_writing(name: str) -> bool:
    """Whether returns may be accepted here: never into the example, nor where another process holds the store."""
    return name == OWN and _opened(_path(name), name)[1]


def _path(name: str) -> Path:
    return settings().example if name == EXAMPLE else settings().store


def made(name: str) -> Path:
    """Where the store of that name is, made first where there is none; the example again where its samples changed."""
    from pbi import commands  # heavy, and needed only where a store must be made

    path = _path(name)
    if name == EXAMPLE:
        commands.example.ensure(path)
    elif not exists(path):
        commands.init_store(path)
    return path


@st.cache_resource(show_spinner=False)
def _opened(path: Path, name: str) -> tuple[Store, bool]:
    """The store, and whether this process may write to it."""
    try:
        return Store.open(made(name)), True
    except StoreBusy:
        return reader(path), False
