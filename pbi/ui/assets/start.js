// The server is where this page's own parts come from, whatever page the address names: Streamlit need not look for it.
window.__streamlit = { BACKEND_BASE_URL: new URL(".", location.href).href };

// One move of the reader is one entry in the browser's history. Streamlit adds an entry whenever a run of the script reports
// another page or other filters. A run that was asked for before the reader went back reports late: its entry would take
// the way forward away. So an entry is added only for what the reader has done since arriving at this address: another
// page by a click, other filters by any hand. Where a page is opened or chosen in the menu, the filters that its run reports
// become part of its own entry. What an entry in the history says is left as it is: a late run would rewrite that too.
{
  const push = history.pushState.bind(history);
  const replace = history.replaceState.bind(history);
  let clicked = false;
  let touched = false;
  let fresh = true;
  const arrive = (opened) => {
    clicked = touched = false;
    fresh = opened;
  };
  window.addEventListener("popstate", () => arrive(false), true);
  document.addEventListener("pointerdown", () => (touched = true), true);
  document.addEventListener("keydown", (event) => (touched ||= !event.altKey && !event.metaKey), true); // Alt and Left is Back
  document.addEventListener("click", () => (clicked = touched = true), true);

  history.pushState = (state, title, address) => {
    const here = new URL(address, location.href).pathname === location.pathname;
    if (here ? touched : clicked) push(state, title, address);
    else if (here && fresh) replace(state, title, address + location.hash); // the place a link names stays named
    if (!here) arrive(clicked);
  };
  history.replaceState = (state, title, address) => {
    if (touched || fresh) replace(state, title, address);
  };
}
