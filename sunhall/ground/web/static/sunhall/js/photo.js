/* Photos: an input with data-shrink is made smaller on the device; without scripts the whole file goes. */
{
  const LONGEST = 1600;
  // An image element turns the picture as it was held and works where createImageBitmap does not (Safari before 15).
  const decoded = async (address) => {
    const picture = new Image();
    picture.src = address;
    await picture.decode();
    return picture;
  };
  const shrink = async (file) => {
    if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size < 300000) return file;
    const address = URL.createObjectURL(file);
    try {
      const picture = await decoded(address);
      const scale = Math.min(1, LONGEST / Math.max(picture.naturalWidth, picture.naturalHeight));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.naturalWidth * scale);
      canvas.height = Math.round(picture.naturalHeight * scale);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.8));
      return blob && blob.size < file.size ? new File([blob], file.name.replace(/\.\w+$/, ".jpg"), { type: "image/jpeg" }) : file;
    } finally {
      URL.revokeObjectURL(address);
    }
  };
  document.addEventListener("change", async (event) => {
    const input = event.target;
    if (!input.matches("input[type=file][data-shrink]") || !window.DataTransfer) return;
    try {
      const box = new DataTransfer();
      for (const file of input.files) box.items.add(await shrink(file));
      input.files = box.files;
    } catch (error) { /* the original file is sent */ }
  });
}
