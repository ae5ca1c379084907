/* Lists: J and K move through an inbox, ticks are counted, toasts stay until read. */
{
  const links = () => Array.from(document.querySelectorAll("[data-item] .item-link"));
  const move = (step) => {
    const all = links();
    const at = all.findIndex((link) => link === document.activeElement || link.getAttribute("aria-current"));
    const next = all[Math.max(0, Math.min(all.length - 1, at + step))];
    if (!next) return;
    next.focus();
    next.scrollIntoView({ block: "nearest" });
    if (next.hasAttribute("hx-get")) next.click();
  };
  const typing = (node) => node.isContentEditable || (/^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName) && node.type !== "checkbox");
  // X ticks the matter one stands on, Shift+X all of the page, or none when all are ticked.
  const tick = (all) => {
    const boxes = Array.from(document.querySelectorAll("[data-item] [data-tick]"));
    const here = document.activeElement.closest("[data-item]") || (document.querySelector("[data-item] .item-link[aria-current]") || document.body).closest("[data-item]") || document.querySelector("[data-item]");
    const chosen = all ? boxes : boxes.filter((box) => here && here.contains(box));
    const on = !chosen.every((box) => box.checked);
    for (const box of chosen) box.checked = on;
    count();
  };
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const inList = event.target.closest && event.target.closest(".items");
    if (inList && (event.key === "ArrowDown" || event.key === "ArrowUp")) { event.preventDefault(); move(event.key === "ArrowDown" ? 1 : -1); return; }
    if (typing(event.target) || document.body.dataset.keys === "off") return;
    if (event.key === "x" || event.key === "X") { event.preventDefault(); tick(event.shiftKey); return; }
    if (event.key === "j" || event.key === "k") { event.preventDefault(); move(event.key === "j" ? 1 : -1); }
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-item] .item-link[hx-get]");
    if (!link) return;
    for (const other of links()) other.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
  });

  // A template goes in at the cursor and never replaces what is written.
  document.addEventListener("click", (event) => {
    const pick = event.target.closest("[data-insert]");
    const box = pick && document.getElementById(pick.dataset.insert);
    if (!box) return;
    event.preventDefault();
    box.setRangeText(pick.dataset.text, box.selectionEnd, box.selectionEnd, "end");
    // What is quoted from the knowledge base is named beside the answer.
    const cites = pick.dataset.cite && box.form && box.form.querySelector("[name=cites]");
    if (cites && !cites.value.split(" ").includes(pick.dataset.cite)) cites.value = `${cites.value} ${pick.dataset.cite}`.trim();
    const fold = box.closest("details");
    if (fold) fold.open = true;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
    const picker = pick.closest("details.picker");
    if (picker) picker.open = false;
  });

  const count = () => {
    for (const bar of document.querySelectorAll("[data-bulk]")) {
      const number = document.querySelectorAll(`[form="${bar.dataset.bulk}"][data-tick]:checked, #${bar.dataset.bulk} [data-tick]:checked`).length;
      const place = bar.querySelector("[data-bulk-count]");
      if (place) place.textContent = String(number);
      bar.hidden = number === 0;
    }
  };
  document.addEventListener("change", (event) => { if (event.target.matches("[data-tick]")) count(); });
  document.addEventListener("reset", () => setTimeout(count));
  document.addEventListener("htmx:afterSettle", count);
  count();

  // A toast leaves after 10 s unless the pointer or the focus is on it; the history keeps 撤销 for 10 min.
  const fade = (toast) => setTimeout(() => {
    if (toast.matches(":hover") || toast.contains(document.activeElement)) fade(toast);
    else toast.remove();
  }, 10000);
  const watch = () => document.querySelectorAll("#toasts [data-toast]:not([data-seen])").forEach((toast) => { toast.dataset.seen = "1"; fade(toast); });
  document.addEventListener("htmx:afterSettle", watch);
  watch();
}
