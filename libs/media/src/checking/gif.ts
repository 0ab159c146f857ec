import type { BoundedReader } from './bounded-reader.js';
import { checkRaster, MOST_FRAMES, type Raster } from './pixels.js';
import { beyond, unreadable } from './refusals.js';

const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;
const MOST_BLOCKS = 10_000_000;

/** Walks the blocks of a GIF to its end and counts its frames. Source: GIF89a, 17 to 27. @throws DomainError 422 */
export async function checkGif(reader: BoundedReader): Promise<Raster> {
  const screen = await reader.take(6, 7);
  const [width, height] = [screen.readUInt16LE(0), screen.readUInt16LE(2)];
  checkRaster({ width, height, channels: 4, depth: 1, frames: 1 });
  let at = 13 + tableSize(screen[4] ?? 0);
  let frames = 0;
  for (;;) {
    const kind = (await reader.peek(at, 1))[0];
    // Data after the last frame does not matter: many files have no trailer, or trailing data.
    if (kind !== EXTENSION && kind !== IMAGE) {
      if (kind === undefined || (kind !== TRAILER && frames === 0)) throw unreadable('cut off');
      break;
    }
    if (kind === IMAGE) {
      if (++frames > MOST_FRAMES) throw beyond('image_too_many_frames', MOST_FRAMES, frames);
      const frame = await reader.take(at + 1, 9);
      if (frame.readUInt16LE(4) > width * 2 || frame.readUInt16LE(6) > height * 2) {
        throw unreadable('a frame larger than its screen');
      }
      at = await endOfBlocks(reader, at + 11 + tableSize(frame[8] ?? 0));
    } else {
      at = await endOfBlocks(reader, at + 2);
    }
  }
  if (frames === 0) throw unreadable('no frame');
  return checkRaster({ width, height, channels: 4, depth: 1, frames });
}

/** Size in bytes of the colour table that the packed field announces. */
const tableSize = (packed: number): number => (packed & 0x80 ? 3 << ((packed & 7) + 1) : 0);

async function endOfBlocks(reader: BoundedReader, from: number): Promise<number> {
  let at = from;
  for (let blocks = 0; blocks < MOST_BLOCKS; blocks++) {
    const size = (await reader.take(at, 1))[0] ?? 0;
    at += 1 + size;
    if (size === 0) return at;
  }
  throw unreadable('too many blocks');
}
