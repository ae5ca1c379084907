/* Command palette: Ctrl K opens one input; arrows choose, Enter opens, Esc gives the focus back. */
{
  const palette = document.querySelector("[data-palette]");
  if (palette) {
    const input = palette.querySelector("input");
    let before = null;
    const open = () => { before = document.activeElement; palette.hidden = false; input.focus(); input.select(); };
    const close = () => { palette.hidden = true; if (before) before.focus(); };
    const links = () => Array.from(palette.querySelectorAll("#palette-results a"));
    const mark = (step) => {
      const all = links();
      const at = all.findIndex((link) => link.hasAttribute("data-at"));
      for (const link of all) link.removeAttribute("data-at");
      const next = all[Math.max(0, Math.min(all.length - 1, at + step))];
      if (next) { next.setAttribute("data-at", ""); next.scrollIntoView({ block: "nearest" }); }
    };
    document.addEventListener("keydown", (event) => {
      if (event.isComposing || event.keyCode === 229) return;
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") { event.preventDefault(); if (palette.hidden) open(); else close(); return; }
      if (palette.hidden) return;
      if (event.key === "Escape") { event.preventDefault(); close(); }
      if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); mark(event.key === "ArrowDown" ? 1 : -1); }
      if (event.key === "Enter") {
        const chosen = palette.querySelector("#palette-results a[data-at]") || links()[0];
        if (chosen) { event.preventDefault(); chosen.click(); }
      }
      if (event.key === "Tab") {
        const stops = [input, ...links()];
        const last = stops[stops.length - 1];
        if (event.shiftKey && document.activeElement === input) { event.preventDefault(); last.focus(); }
        if (!event.shiftKey && document.activeElement === last) { event.preventDefault(); input.focus(); }
      }
    });
    palette.addEventListener("click", (event) => { if (event.target === palette) close(); });
    for (const opener of document.querySelectorAll("[data-open-palette]")) opener.addEventListener("click", open);
  }
}
