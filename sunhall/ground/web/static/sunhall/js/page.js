/* Page: htmx manners, focus, settings without reload. Everything here is a comfort, never a need. */
{
  const status = document.getElementById("status");
  const say = (text) => { if (status) status.textContent = text || ""; };

  // The rail's menu is folded on small screens only, before anything is focused and scrolled to.
  const rail = document.querySelector("[data-rail]");
  if (rail && window.matchMedia("(max-width: 60em)").matches) rail.open = false;

  // An error summary or a conflict takes the focus, so that it is read first.
  const focusFirst = (root) => {
    const first = root.querySelector("[data-focus]");
    if (first) first.focus();
  };
  focusFirst(document);

  document.addEventListener("click", (event) => {
    const link = event.target.closest(".error-summary a[href^='#']");
    const control = link && document.getElementById(link.hash.slice(1));
    if (!control) return;
    event.preventDefault();
    control.focus({ preventScroll: true });
    (control.closest(".field") || control).scrollIntoView();
  });

  // htmx replaces what it swaps and so loses the focus: give it back by id.
  let focused = "";
  document.addEventListener("htmx:beforeSwap", () => { focused = document.activeElement ? document.activeElement.id : ""; });
  document.addEventListener("htmx:afterSettle", (event) => {
    focusFirst(event.target);
    const before = focused && document.getElementById(focused);
    if (before && document.activeElement === document.body) before.focus({ preventScroll: true });
  });
  // What looks by itself every moment says nothing, or it would wipe away what others said.
  const quiet = (event) => event.target.matches && event.target.matches("[data-quiet]");
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (quiet(event)) return;
    event.detail.target.setAttribute("aria-busy", "true");
    say(event.detail.requestConfig.verb === "get" ? "" : status && status.dataset.busy);
  });
  document.addEventListener("htmx:afterRequest", (event) => { if (quiet(event)) return; event.detail.target.removeAttribute("aria-busy"); say(""); });
  // What would change the form under somebody's hands waits until a word is composed.
  let composing = false;
  document.addEventListener("compositionstart", () => { composing = true; });
  document.addEventListener("compositionend", () => { composing = false; });
  document.addEventListener("htmx:confirm", (event) => {
    if (!composing || !event.target.matches("[data-patient]")) return;
    event.preventDefault();
    document.addEventListener("compositionend", () => event.detail.issueRequest(), { once: true });
  });
  document.addEventListener("htmx:sendError", () => say(status && status.dataset.offline));

  // Size and contrast change in place, so that nothing typed is lost; other settings reload.
  const instant = ["density", "size", "contrast"];
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const button = event.submitter;
    if (!form.matches("[data-prefs]") || !button || !instant.includes(button.name) || !document.querySelector("main form")) return;
    event.preventDefault();
    const data = new FormData(form);
    data.append(button.name, button.value);
    fetch(form.action, { method: "POST", body: data, redirect: "manual" }).then(() => {
      document.body.dataset[button.name] = button.value;
      if (button.name === "contrast") {
        const high = button.value === "high";
        button.setAttribute("aria-pressed", String(high));
        button.value = high ? "normal" : "high";
        return;
      }
      const { density, size } = document.body.dataset;
      const at = density === "elder" ? size : "0";
      for (const other of form.querySelectorAll("[data-at]")) other.hidden = !other.dataset.at.includes(at);
      if (button.hidden) form.querySelector("[data-at]:not([hidden])").focus();
    }).catch(() => say(status && status.dataset.offline));
  });
}
