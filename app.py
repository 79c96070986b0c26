"""Starts the dashboard: ``python -m pbi run``, or ``streamlit run app.py``."""

import streamlit as st

from pbi import server

app = st.App(
    server.MAIN, lifespan=server.lifespan, middleware=server.MIDDLEWARE, on_script_error=server.on_script_error
)

if __name__ == "__main__":
    app.run()
