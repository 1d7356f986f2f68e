// Pictures of a guide: small files, and whether two show the same.

import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";
import UPNG from "upng-js";

/** So many colours tell the same at a quarter of the size. */
const COLOURS = 64;

/** The same picture with few colours. */
export function reduced(png) {
  const shot = UPNG.decode(png);
  return Buffer.from(UPNG.encode([UPNG.toRGBA8(shot)[0]], shot.width, shot.height, COLOURS));
}

/**
 * The share of pixels, 0 to 1, in which two pictures differ visibly outside these boxes ({x, y, width, height});
 * 1 when not even their sizes agree.
 */
export function difference(one, other, boxes = []) {
  const [a, b] = [PNG.sync.read(one), PNG.sync.read(other)];
  if (a.width !== b.width || a.height !== b.height) return 1;
  for (const box of boxes) [a, b].forEach((picture) => blank(picture, box));
  return pixelmatch(a.data, b.data, null, a.width, a.height, { threshold: 0.2 }) / (a.width * a.height);
}

function blank(picture, { x, y, width, height }) {
  const [left, right] = [Math.max(0, Math.floor(x)), Math.min(picture.width, Math.ceil(x + width))];
  const [top, bottom] = [Math.max(0, Math.floor(y)), Math.min(picture.height, Math.ceil(y + height))];
  for (let row = top; row < bottom; row++) picture.data.fill(0, (row * picture.width + left) * 4, (row * picture.width + right) * 4);
}
