import type { BoundedReader } from './bounded-reader.js';
import { checkRaster, MOST_FRAMES, type Raster } from './pixels.js';
import { beyond, unreadable } from './refusals.js';

const MOST_CHUNKS = 20_000;

/** Walks the chunks of a WebP. Source: WebP Container Specification. @throws DomainError 422 */
export async function checkWebp(reader: BoundedReader): Promise<Raster> {
  const end = 8 + (await reader.take(4, 4)).readUInt32LE(0);
  if (end > reader.size) throw unreadable('cut off');
  let size: { width: number; height: number } | null = null;
  let frames = 0;
  let chunks = 0;
  for (let at = 12; at + 8 <= end;) {
    if (++chunks > MOST_CHUNKS) throw unreadable('too many chunks');
    const head = await reader.take(at, 8);
    const [type, length] = [head.toString('latin1', 0, 4), head.readUInt32LE(4)];
    if (at + 8 + length > end) throw unreadable('cut off');
    size ??= await sizeOf(reader, type, at + 8);
    if (type === 'ANMF' && ++frames > MOST_FRAMES) throw beyond('image_too_many_frames', MOST_FRAMES, frames);
    at += 8 + length + (length % 2);
  }
  if (!size) throw unreadable('no picture');
  return checkRaster({ ...size, channels: 4, depth: 1, frames: Math.max(1, frames) });
}

async function sizeOf(reader: BoundedReader, type: string, at: number) {
  if (type === 'VP8X') {
    const head = await reader.take(at, 10);
    return { width: 1 + head.readUIntLE(4, 3), height: 1 + head.readUIntLE(7, 3) };
  }
  if (type === 'VP8 ') {
    const head = await reader.take(at, 10);
    return { width: head.readUInt16LE(6) & 0x3fff, height: head.readUInt16LE(8) & 0x3fff };
  }
  if (type === 'VP8L') {
    const bits = (await reader.take(at, 5)).readUInt32LE(1);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
  }
  return null;
}
