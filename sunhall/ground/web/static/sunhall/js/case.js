/* Case: what htmx cannot say. Phone: a tap opens the case as a page; an opened form takes the focus. */
{
  const narrow = window.matchMedia("(max-width: 59.99em)");
  document.addEventListener("htmx:confirm", (event) => {
    const link = event.target.closest && event.target.closest(".split-list .item-link");
    if (!link || !narrow.matches) return;
    event.preventDefault();
    window.location.assign(link.href);
  });

  // A form that was opened by a key takes the focus; the case just opened is read from its top.
  document.addEventListener("htmx:afterSettle", (event) => {
    const target = event.detail.target;
    if (target.id === "act") {
      const first = target.querySelector("input:not([type=hidden]), textarea, select");
      if (first && !target.contains(document.activeElement) && !target.querySelector("[data-focus]")) first.focus();
      target.scrollIntoView({ block: "nearest" });
    }
    if (target.id === "case") target.scrollTop = 0;
  });
  document.addEventListener("click", (event) => {
    for (const box of document.querySelectorAll("details.more[open]")) if (!box.contains(event.target)) box.open = false;
  });
}
