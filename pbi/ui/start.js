// The server is where this page's own parts come from, whatever page the address names: Streamlit need not look for it.
window.__streamlit = { BACKEND_BASE_URL: new URL(".", location.href).href };
