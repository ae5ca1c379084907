/* Forms: one submission per press, and a character count that never blocks typing. */
{
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    const button = event.submitter;
    if (button && button.dataset.busy) {
      button.dataset.words = button.textContent;
      button.textContent = button.dataset.busy;
    }
    if (button) button.setAttribute("aria-busy", "true");
  });
  const release = (form) => {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-busy]")) {
      button.removeAttribute("aria-busy");
      if (button.dataset.words) button.textContent = button.dataset.words;
    }
  };
  // Back shows the page as it was left, ready to be sent again; the server acts once per token.
  window.addEventListener("pageshow", (event) => { if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(release); });
  document.addEventListener("htmx:afterRequest", (event) => { const form = event.target.closest("form"); if (form) release(form); });

  const english = document.documentElement.lang === "en";
  const counted = (box) => {
    const limit = Number(box.dataset.count);
    const line = document.getElementById(box.id + "-count");
    if (!limit || !line) return;
    const used = Array.from(box.value).length;
    if (used < limit * 0.75) line.textContent = line.dataset.words = line.dataset.words || line.textContent;
    else if (used <= limit) line.textContent = english ? `${limit - used} characters left` : `还可以写 ${limit - used} 个字`;
    else line.textContent = english ? `${used - limit} characters too many` : `多了 ${used - limit} 个字`;
    line.classList.toggle("count-over", used > limit);
  };
  let later = 0;
  document.addEventListener("input", (event) => {
    const box = event.target;
    if (!box.dataset || !box.dataset.count) return;
    counted(box);
    const line = document.getElementById(box.id + "-count");
    clearTimeout(later);
    later = setTimeout(() => { if (line) line.setAttribute("role", "status"); }, 1000);
  });
  document.querySelectorAll("[data-count]").forEach(counted);
}
