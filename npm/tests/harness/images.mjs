/** Pictures and what only looks like one. */

/** A BMP of noise, so that no part of it is like another; `length` in bytes, where it is to be longer than that. */
export function bmp(width, height, length = 0) {
  const row = Math.ceil((width * 3) / 4) * 4;
  const size = 54 + row * height;
  const bytes = Buffer.alloc(Math.max(size, length));
  bytes.write("BM", 0, "latin1");
  bytes.writeUInt32LE(size, 2);
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(height, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  bytes.writeUInt32LE(row * height, 34);
  for (let at = 54, noise = width; at < bytes.length; at += 1) {
    noise = (noise * 1_103_515_245 + 12_345) >>> 0;
    bytes[at] = noise >>> 16;
  }
  return bytes;
}

/** Width and height that a BMP says it has. */
export const sizeOfBmp = (bytes) => [bytes.readInt32LE(18), Math.abs(bytes.readInt32LE(22))];

/** One grey pixel. */
export const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==", "base64",
);

export const GIF = Buffer.from("R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==", "base64");

export const SVG = Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>");
