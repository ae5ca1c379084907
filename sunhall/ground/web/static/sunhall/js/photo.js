/* Photos: an input with data-shrink is made smaller on the device; without scripts the whole file goes. */
{
  const LONGEST = 1600;
  const shrink = async (file) => {
    if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size < 300000) return file;
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.8));
    return blob && blob.size < file.size ? new File([blob], file.name.replace(/\.\w+$/, ".jpg"), { type: "image/jpeg" }) : file;
  };
  document.addEventListener("change", async (event) => {
    const input = event.target;
    if (!input.matches("input[type=file][data-shrink]") || !window.createImageBitmap || !window.DataTransfer) return;
    try {
      const box = new DataTransfer();
      for (const file of input.files) box.items.add(await shrink(file));
      input.files = box.files;
    } catch (error) { /* the original file is sent */ }
  });
}
