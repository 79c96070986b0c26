// Links between pages change the address without loading the page anew: the browser tells the application by itself.
if (!window.outturnLinks) {
  window.outturnLinks = true;
  let seeking = 0;

  // The place a link names may be drawn later, and what is above it may still grow: hold on to it until a hand moves.
  const seek = (id, tries) => {
    const place = document.getElementById(id);
    place?.scrollIntoView();
    if (tries) seeking = setTimeout(seek, 100, id, place ? tries - 1 : tries);
  };
  for (const hand of ["wheel", "keydown", "pointerdown"]) document.addEventListener(hand, () => clearTimeout(seeking), true);

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.in");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState({}, "", link.href);
    window.dispatchEvent(new PopStateEvent("popstate"));
    document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
    if (link.hash) seek(link.hash.slice(1), 30);
  });

  // A run asked for before the reader went on by Back or a link reports its page late. Were that page put into the address,
  // Back would lead there again: until a hand moves, the address stays at the page the reader has gone to.
  let gone = false;
  const push = history.pushState.bind(history);
  window.addEventListener("popstate", () => {
    gone = true;
    clearTimeout(seeking);
  });
  for (const hand of ["keydown", "pointerdown", "click"]) document.addEventListener(hand, () => (gone = false), true);
  history.pushState = (state, title, address) => {
    if (!gone || new URL(address, location.href).pathname === location.pathname) push(state, title, address);
  };

  // The first key pressed offers the way past the menu and the filters.
  document.documentElement.lang = "en-GB";
  const skip = Object.assign(document.createElement("a"), { href: "#page", className: "skip", textContent: "Skip to the page" });
  skip.addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById("page")?.focus();
    document.querySelector("h1")?.scrollIntoView({ block: "center" });
  });
  document.body.prepend(skip);
}
