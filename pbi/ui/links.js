// Links between pages change the address without loading the page anew: the browser tells the application by itself.
if (!window.outturnLinks) {
  const seek = (id, tries) => {
    const found = document.getElementById(id);
    if (found) found.scrollIntoView();
    else if (tries) setTimeout(seek, 100, id, tries - 1);
  };
  window.outturnLinks = true;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.in");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState({}, "", link.href);
    window.dispatchEvent(new PopStateEvent("popstate"));
    document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
    if (link.hash) seek(link.hash.slice(1), 30);
  });
}
