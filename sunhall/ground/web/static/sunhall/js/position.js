/* Position: a button that fills in where the device is; the address in words always comes first. */
{
  for (const box of document.querySelectorAll("[data-position]")) {
    const [button, line, form] = [box.querySelector("button"), box.querySelector("[role=status]"), box.closest("form")];
    if (!navigator.geolocation || !form || !window.isSecureContext) continue;
    box.hidden = false;
    button.addEventListener("click", () => {
      line.textContent = box.dataset.asking;
      navigator.geolocation.getCurrentPosition(({ coords }) => {
        form.elements.latitude.value = coords.latitude.toFixed(6);
        form.elements.longitude.value = coords.longitude.toFixed(6);
        line.textContent = `${box.dataset.found} ${coords.latitude.toFixed(4)}, ${coords.longitude.toFixed(4)}`;
      }, () => { line.textContent = box.dataset.failed; }, { timeout: 10000, maximumAge: 60000 });
    });
  }
}
