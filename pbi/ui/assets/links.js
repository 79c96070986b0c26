// Links between pages change the address without loading the page anew: the browser tells the application by itself.
if (!window.outturnLinks) {
  window.outturnLinks = true;
  let seeking = 0;

  // The place an address names may be drawn later, and what is above it may still grow: hold on to it until all is drawn
  // or a hand moves.
  const drawn = () =>
    document.querySelector("[data-test-script-state=notRunning]") &&
    !document.querySelector("[data-stale=true], [data-testid=stSkeleton]");
  const seek = (id, tries) => {
    const place = document.getElementById(id);
    place?.scrollIntoView();
    if (tries) seeking = setTimeout(seek, 100, id, place && drawn() ? tries - 1 : tries);
  };
  const arrive = () => {
    clearTimeout(seeking);
    if (location.hash) seek(decodeURIComponent(location.hash.slice(1)), 30);
  };
  for (const hand of ["wheel", "keydown", "pointerdown"]) document.addEventListener(hand, () => clearTimeout(seeking), true);
  window.addEventListener("popstate", arrive);
  arrive();

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.in");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState({}, "", link.href);
    document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
    window.dispatchEvent(new PopStateEvent("popstate"));
  });

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
