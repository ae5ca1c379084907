/* Floor: what the oldest browsers of the house lack (iOS 14.5); everything else is written for them. */
{
  // Safari before 15.4 does not say which button sent a form. Enter in a field also presses one.
  if (!window.SubmitEvent || !("submitter" in window.SubmitEvent.prototype)) {
    let pressed = null;
    document.addEventListener("click", (event) => { pressed = event.target.closest("button, input[type=submit]"); }, true);
    Object.defineProperty(Event.prototype, "submitter", {
      configurable: true,
      get() { return this.type === "submit" && pressed && pressed.form === this.target ? pressed : null; },
    });
  }
}
