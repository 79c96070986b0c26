"""A kind of catalogue rows as a file: downloaded as CSV or workbook, and one sent in its place."""

from __future__ import annotations

import streamlit as st

from pbi import catalogue
from pbi.catalogue import Plan, sheets, written
from pbi.errors import PbiError
from pbi.ledger import digest
from pbi.store import Store
from pbi.ui import show
from pbi.ui.settings import check, edits

KINDS_OF_FILE = ["csv", "xlsx", "xlsm", "xls", "xlsb", "ods"]


def download(kind: str, rows: edits.Shown) -> None:
    """The rows shown, as a CSV and as a workbook; both may be loaded again."""
    sheet = [row for _, row in rows]
    with st.container(horizontal=True, key="settings_download"):
        for label, ending, made in (("CSV", "csv", written.as_csv), ("Excel", "xlsx", written.as_workbook)):
            st.download_button(
                f"Download as {show.plain(label)}",
                data=lambda made=made: made(kind, sheet),  # type: ignore[misc]
                file_name=f"{kind}.{ending}",
                on_click="ignore",
                key=f"download_{kind}_{ending}",
            )


def upload(store: Store, kind: str) -> bool:
    """A file of rows to take in: what it would do, and the way to save it. Whether there is one."""
    file = st.file_uploader(
        "Or send a file of rows",
        type=KINDS_OF_FILE,
        key=f"upload_{kind}_{store.version}",
        help=f"Its first row names the columns: {show.plain(', '.join(edits.titles(kind)))}. "
        "Rows and columns it does not have stay as they are.",
    )
    if file is None:
        return False
    data, mark = file.getvalue(), digest(file.getvalue())[:16]

    def plan() -> Plan:
        found, faults = sheets.received(data, filename=file.name, kind=kind)
        return catalogue.examine(store, found, faults=faults)

    try:
        with st.spinner("Reading the file …"):
            planned = plan()
    except PbiError as problem:
        show.error(problem)
        return True
    check.preview(store, kind, planned, mark=mark)
    if planned.changes:
        check.save(store, kind, plan, filename=file.name, mark=mark, version=planned.version)
    return True
