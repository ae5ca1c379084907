/* Signatures: a pad puts what was drawn into the file field; without scripts a photo goes instead. */
{
  const picture = (canvas) => {
    const bytes = atob(canvas.toDataURL("image/png").split(",")[1]);
    return new File([Uint8Array.from(bytes, (one) => one.charCodeAt(0))], "signature.png", { type: "image/png" });
  };
  const open = (box) => {
    const form = box.closest("form");
    const file = form && form.querySelector("input[type=file]");
    if (!file || !window.DataTransfer || !window.PointerEvent) return;
    const [canvas, clear, line] = [box.querySelector("canvas"), box.querySelector("[data-clear]"), box.querySelector("[role=status]")];
    const pen = canvas.getContext("2d");
    let drawing = false;
    const wipe = () => {
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, canvas.width, canvas.height);
      line.textContent = "";
    };
    const spot = (event) => {
      const edge = canvas.getBoundingClientRect();
      return [(event.clientX - edge.left) * canvas.width / edge.width, (event.clientY - edge.top) * canvas.height / edge.height];
    };
    canvas.style.touchAction = "none";
    canvas.style.width = "100%";
    canvas.style.border = "1px solid";
    box.hidden = false;
    wipe();
    canvas.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      drawing = true;
      canvas.setPointerCapture(event.pointerId);
      Object.assign(pen, { strokeStyle: "#000", lineWidth: 5, lineCap: "round", lineJoin: "round" });
      pen.beginPath();
      pen.moveTo(...spot(event));
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!drawing) return;
      pen.lineTo(...spot(event));
      pen.stroke();
    });
    const lift = () => {
      if (!drawing) return;
      drawing = false;
      const kept = new DataTransfer();
      kept.items.add(picture(canvas));
      file.files = kept.files;
      form.elements.means.value = "pad";
      line.textContent = box.dataset.drawn;
    };
    canvas.addEventListener("pointerup", lift);
    canvas.addEventListener("pointercancel", lift);
    clear.addEventListener("click", () => { wipe(); file.value = ""; form.elements.means.value = "photo"; });
    file.addEventListener("change", () => { wipe(); form.elements.means.value = "photo"; });
  };
  document.querySelectorAll("[data-pad]").forEach(open);
}
