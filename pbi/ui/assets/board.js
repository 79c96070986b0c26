// The board's deck: every slide is in the page already, so that keys turn them with or without the server.
// What is shown follows the address (slide=); it is done by one rule in the head, which no redrawing of the page undoes.
if (!window.outturnBoard) {
  window.outturnBoard = true;
  const root = document.documentElement;
  const rule = document.head.appendChild(document.createElement("style"));
  const slides = () => document.querySelectorAll(".deck .slide");
  const asked = () => Number(new URLSearchParams(location.search).get("slide")) || 0;
  let at = 0;

  const address = (slide) => {
    const query = new URLSearchParams(location.search);
    slide ? query.set("slide", slide) : query.delete("slide");
    return `${location.pathname}${query.size ? `?${query}` : ""}`;
  };
  const draw = () => {
    rule.textContent = at ? `.deck #slide-${at} { display: grid; }` : "";
    root.classList.toggle("on-board", at > 0);
    root.classList.remove("jumping", ...(at ? [] : ["asking"]));
    if (at && !root.classList.contains("asking")) document.getElementById(`slide-${at}`)?.focus({ preventScroll: true });
  };
  // The application learns of the slide only where it must: what is logged is about the one on the screen.
  const tell = () => window.dispatchEvent(new PopStateEvent("popstate"));
  const go = (slide) => {
    const entering = !at && slide;
    at = Math.max(0, Math.min(slide, slides().length));
    history[entering ? "pushState" : "replaceState"](history.state, "", address(at));
    draw();
    if (!at || root.classList.contains("asking")) tell();
  };
  let waiting = 0;
  const follow = () => {
    // A deck that is not drawn yet is waited for; an address beyond the last slide shows the last.
    clearTimeout(waiting);
    const many = slides().length;
    at = many ? Math.min(asked(), many) : 0;
    draw();
    if (!many && asked()) waiting = setTimeout(follow, 200);
  };
  const jump = () => {
    if (root.classList.toggle("jumping")) document.querySelector(`.jump [data-slide="${at}"]`)?.focus();
    else draw();
  };
  const ask = () => {
    if (root.classList.toggle("asking")) {
      tell();
      document.querySelector(".st-key-log textarea")?.focus();
    }
    else draw();
  };
  const last = () => Number(document.querySelector(".deck")?.dataset.last) || slides().length;
  const acts = {
    next: () => go(Math.min(at + 1, Math.max(at, last()))), back: () => go(Math.max(1, at > last() ? last() : at - 1)),
    jump, ask, leave: () => (root.classList.contains("asking") ? ask() : root.classList.contains("jumping") ? jump() : go(0)),
    full: () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen().catch(() => {})),
  };
  const keys = {
    ArrowRight: acts.next, ArrowDown: acts.next, PageDown: acts.next, " ": acts.next, ArrowLeft: acts.back, ArrowUp: acts.back,
    PageUp: acts.back, Home: () => go(1), End: () => go(last()), Escape: acts.leave, j: jump, q: ask, f: acts.full,
  };

  document.addEventListener("keydown", (event) => {
    if (!at || !slides().length || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const typing = event.target.closest?.("input, textarea, select, [role=combobox], [role=listbox], .st-key-log");
    if (typing && key !== "Escape") return;
    if (event.target.closest?.(".deck button") && (key === " " || key === "Enter")) return;
    if (root.classList.contains("jumping") && key.startsWith("Arrow")) {
      const all = [...document.querySelectorAll(".jump [data-slide]")];
      const step = key === "ArrowDown" || key === "ArrowRight" ? 1 : -1;
      all[Math.max(0, Math.min(all.indexOf(document.activeElement) + step, all.length - 1))]?.focus();
    } else if (keys[key]) keys[key]();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-slide], [data-act]");
    if (button) button.dataset.act ? acts[button.dataset.act]() : go(Number(button.dataset.slide));
  });
  window.addEventListener("popstate", follow);
  follow();
}
