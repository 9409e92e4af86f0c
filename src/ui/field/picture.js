/** Files as the browser hands them over, and the picture that one shows. */

/**
 * The file that was chosen in a control, dropped or pasted; none where something else was. While it is dragged there is
 * none to be had yet, and something stands for it.
 */
export function fileOf(event) {
  const { files, types } = event.dataTransfer ?? event.clipboardData ?? event.target;
  return event.type === "dragover" && types?.includes("Files") ? {} : files?.[0];
}

/** The first bytes of a file. What is longer need not be read to be refused. */
export async function read(file, most) {
  return new Uint8Array(await file.slice(0, most).arrayBuffer());
}

/**
 * Paints bytes on a canvas that goes out of sight when they are no picture. A canvas, because an `<img>` of bytes needs
 * `blob:` in the page's `img-src`.
 */
export async function paint(canvas, bytes) {
  try {
    const picture = await createImageBitmap(new Blob([bytes]));
    const scale = Math.min(1, 192 / Math.max(picture.width, picture.height));
    canvas.width = Math.max(1, picture.width * scale);
    canvas.height = Math.max(1, picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    canvas.hidden = false;
  } catch {
    canvas.hidden = true;
  }
}
