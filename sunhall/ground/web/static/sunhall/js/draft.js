/* Drafts: a form with data-draft="URL" is kept on the server every 5 s and when a field is left. */
{
  const PAUSE = 5000;
  const watch = (form) => {
    if (!form.dataset.draft || form.dataset.watched) return;
    form.dataset.watched = "1";
    const line = form.querySelector("[data-draft-status]") || document.querySelector("[data-draft-status]");
    let kept = new URLSearchParams(new FormData(form)).toString();
    let busy = false;
    const body = () => {
      const data = new FormData(form);
      for (const [name, value] of Array.from(data.entries())) if (value instanceof File) data.delete(name);
      return data;
    };
    const say = (name) => { if (line) line.textContent = line.dataset[name] || ""; };
    const keep = () => {
      const data = body();
      const now = new URLSearchParams(data).toString();
      if (busy || now === kept || form.dataset.sent) return;
      busy = true;
      say("saving");
      fetch(form.dataset.draft, { method: "POST", body: data, headers: { "X-Draft": "1" } })
        .then((answer) => {
          if (!answer.ok) throw new Error(String(answer.status));
          kept = now;
          const time = new Date().toTimeString().slice(0, 5);
          if (line) line.textContent = `${line.dataset.saved} ${time}`;
        })
        .catch(() => say("failed"))
        .finally(() => { busy = false; });
    };
    // A form that htmx has taken away is kept once more on leaving and then watched no longer.
    const beat = setInterval(() => { if (form.isConnected) keep(); else clearInterval(beat); }, PAUSE);
    form.addEventListener("focusout", keep);
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState !== "hidden") return;
      const data = body();
      const now = new URLSearchParams(data).toString();
      if (now !== kept && !form.dataset.sent && navigator.sendBeacon(form.dataset.draft, data)) kept = now;
    });
  };
  const all = () => document.querySelectorAll("form[data-draft]").forEach(watch);
  document.addEventListener("htmx:afterSettle", all);
  all();
}
