import type { BoundedReader } from './bounded-reader.js';
import { type Box, BoxWalk } from './boxes.js';
import { checkRaster, type Raster } from './pixels.js';
import { unreadable } from './refusals.js';

/** Most items (tiles, thumbnails, depth maps): a phone's picture has a hundred. */
const MOST_ITEMS = 5_000;

/** Most extents of all items together. */
const MOST_EXTENTS = 20_000;

/**
 * Checks a HEIC or AVIF: its items lie within the file, and its size is the largest that it declares.
 * Source: ISO/IEC 23008-12 and 14496-12, 8.11. @throws DomainError 422
 */
export async function checkHeif(reader: BoundedReader): Promise<Raster> {
  const walk = new BoxWalk(reader);
  const size = { width: 0, height: 0 };
  let items = 0;
  for (let start = 0; start + 8 <= reader.size;) {
    const box = await walk.at(start, reader.size);
    if (!box) break;
    if (box.end > reader.size) throw unreadable('cut off');
    if (box.type === 'meta') {
      for await (const part of walk.between(box.body + 4, box.end, 1)) {
        if (part.type === 'iinf' || part.type === 'iloc') items += await countItems(reader, part);
        if (part.type === 'iloc') await checkPositions(reader, part);
        if (part.type === 'iprp') await readSizes(reader, walk, part, size);
      }
    }
    start = box.end;
  }
  if (items === 0) throw unreadable('no picture');
  return checkRaster({ ...size, channels: 4, depth: 1, frames: 1 });
}

async function countItems(reader: BoundedReader, box: Box): Promise<number> {
  const head = await reader.take(box.body, 10);
  const at = box.type === 'iloc' ? 6 : 4;
  const wide = (head[0] ?? 0) >= (box.type === 'iloc' ? 2 : 1);
  const count = wide ? head.readUInt32BE(at) : head.readUInt16BE(at);
  if (count > MOST_ITEMS) throw unreadable('too many items');
  return count;
}

async function readSizes(
  reader: BoundedReader,
  walk: BoxWalk,
  outer: Box,
  size: Size,
  depth = 2,
): Promise<void> {
  for await (const box of walk.between(outer.body, outer.end, depth)) {
    if (box.type === 'ipco') await readSizes(reader, walk, box, size, depth + 1);
    if (box.type !== 'ispe') continue;
    const body = await reader.take(box.body, 12);
    const [width, height] = [body.readUInt32BE(4), body.readUInt32BE(8)];
    if (width * height > size.width * size.height) Object.assign(size, { width, height });
  }
}

interface Size {
  width: number;
  height: number;
}

/** Checks that every extent of an item stored in the file ends within it. */
async function checkPositions(reader: BoundedReader, box: Box): Promise<void> {
  const head = await reader.take(box.body, 6);
  const version = head[0] ?? 0;
  const [sizes, bases] = [head[4] ?? 0, head[5] ?? 0];
  const [offsetSize, lengthSize, baseSize] = [sizes >> 4, sizes & 15, bases >> 4];
  const indexSize = version > 0 ? bases & 15 : 0;
  const count = await countItems(reader, box);
  let at = box.body + (version < 2 ? 8 : 10);
  const number = async (size: number): Promise<number> => {
    if (size > 6) at += size - 6;
    const bytes = Math.min(6, size);
    const value = bytes === 0 ? 0 : (await reader.take(at, bytes)).readUIntBE(0, bytes);
    at += bytes;
    return value;
  };
  let all = 0;
  for (let item = 0; item < count; item++) {
    await number(version < 2 ? 2 : 4);
    const inFile = version === 0 || ((await number(2)) & 15) === 0;
    await number(2);
    const base = await number(baseSize);
    const extents = await number(2);
    all += extents;
    if (all > MOST_EXTENTS) throw unreadable('too many extents');
    for (let extent = 0; extent < extents; extent++) {
      await number(indexSize);
      const offset = base + (await number(offsetSize));
      const length = await number(lengthSize);
      if (at > box.end || (inFile && offset + length > reader.size)) throw unreadable('cut off');
    }
  }
}
