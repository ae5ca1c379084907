/* Keys of the desk: single letters only outside fields, never during composition, can be switched off. */
{
  const typing = (node) => node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName);
  const composing = (event) => event.isComposing || event.keyCode === 229;

  document.addEventListener("keydown", (event) => {
    if (composing(event)) { event.stopImmediatePropagation(); return; }
    const form = event.target.closest("form");
    if (event.key === "Enter" && event.ctrlKey && form) {
      const main = form.querySelector(".btn-primary") || form.querySelector("[type=submit]");
      event.preventDefault();
      if (main) main.click();
      return;
    }
    if (/^F(2|4|8|9)$/.test(event.key)) { press(event, event.key); return; }
    if (document.body.dataset.keys === "off" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "/") {
      const find = document.querySelector("[data-find]");
      if (find) { event.preventDefault(); find.focus(); find.select(); }
      return;
    }
    press(event, event.key.toLowerCase());
  }, true);

  // A link or button names its key: data-key="a". The first visible one in the page is meant.
  const press = (event, key) => {
    const found = Array.from(document.querySelectorAll("[data-key]")).find((node) => node.dataset.key.toLowerCase() === key.toLowerCase() && node.offsetParent !== null && !node.disabled);
    if (!found) return;
    event.preventDefault();
    // What asks for a word first, such as the number of a caller, is filled in before it is sent.
    const first = found.form && found.form.querySelector("input.input");
    if (first && !first.value) first.focus(); else found.click();
  };
}
