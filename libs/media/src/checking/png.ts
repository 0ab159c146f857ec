import type { BoundedReader } from './bounded-reader.js';
import { checkRaster, type Raster } from './pixels.js';
import { beyond, unreadable } from './refusals.js';

/** Channels by colour type. Source: PNG (W3C), 11.2.1. */
const CHANNELS: Record<number, number> = { 0: 1, 2: 3, 3: 3, 4: 2, 6: 4 };
const MOST_CHUNKS = 300_000;

/** Largest chunk without pixels (profile, text, palette), bytes; a hundred times more than needed. */
const MOST_BESIDE_PIXELS = 8_000_000;

/** Walks the chunks of a PNG to its end. @throws DomainError 422 */
export async function checkPng(reader: BoundedReader): Promise<Raster> {
  const head = await reader.take(8, 25);
  const channels = CHANNELS[head[17] ?? -1];
  if (head.readUInt32BE(0) !== 13 || head.toString('latin1', 4, 8) !== 'IHDR' || !channels) {
    throw unreadable('no head');
  }
  const raster = checkRaster({
    width: head.readUInt32BE(8),
    height: head.readUInt32BE(12),
    // A palette may be transparent.
    channels: head[17] === 3 ? 4 : channels,
    depth: head[16] === 16 ? 2 : 1,
    frames: 1,
  });
  if (head[20] === 1) checkInterlaced(raster);
  let at = 33;
  let pixels = 0;
  for (let chunks = 0; chunks < MOST_CHUNKS; chunks++) {
    const chunk = await reader.take(at, 8);
    const length = chunk.readUInt32BE(0);
    const type = chunk.toString('latin1', 4, 8);
    if (!/^[A-Za-z]{4}$/.test(type) || at + 12 + length > reader.size) throw unreadable('cut off');
    if (type === 'IEND') {
      if (pixels === 0) throw unreadable('no pixels');
      return raster;
    }
    if (type === 'IDAT') pixels += length;
    else if (length > MOST_BESIDE_PIXELS) throw unreadable('a chunk of absurd length');
    at += 12 + length;
  }
  throw unreadable('too many chunks');
}

/** Largest interlaced picture, bytes: it is held in memory as a whole, twice, because its pixels come in passes. */
const MOST_INTERLACED = 250_000_000;

function checkInterlaced({ width, height, channels, depth }: Raster): void {
  const bytes = width * height * channels * depth;
  if (bytes > MOST_INTERLACED) {
    throw beyond('image_too_large', MOST_INTERLACED / 1e6, Math.round(bytes / 1e6));
  }
}
