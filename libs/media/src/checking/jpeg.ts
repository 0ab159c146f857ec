import type { BoundedReader } from './bounded-reader.js';
import { checkRaster, type Raster } from './pixels.js';
import { unreadable } from './refusals.js';

/** Start-of-frame markers of every process. Source: ITU-T T.81, table B.1; C4, C8 and CC are other markers. */
const FRAME = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]);
const SCAN = 0xda;
const END = 0xd9;
const MOST_SEGMENTS = 5_000;

/** Most scans: cameras and tools write ten, and each one costs a pass over all pixels. */
const MOST_SCANS = 100;

/** Bytes scanned before other work of the process gets a turn. */
const STRIDE = 65_535;

/** Walks the segments of a JPEG, through the data of its scans, to its end. @throws DomainError 422 */
export async function checkJpeg(reader: BoundedReader): Promise<Raster> {
  let at = 2;
  let scans = 0;
  let raster: Raster | null = null;
  for (let segments = 0; segments < MOST_SEGMENTS; segments++) {
    const marker = await nextMarker(reader, at);
    if (!marker || marker.code === END) break;
    const length = (await reader.take(marker.end, 2)).readUInt16BE(0);
    if (length < 2 || marker.end + length > reader.size) throw unreadable('cut off');
    if (FRAME.has(marker.code)) {
      if (raster) throw unreadable('two frames');
      raster = frameOf(await reader.take(marker.end + 2, 6));
    }
    at = marker.end + length;
    if (marker.code !== SCAN) continue;
    if (++scans > MOST_SCANS) throw unreadable('too many scans');
    at = await endOfScan(reader, at);
  }
  if (!raster || scans === 0) throw unreadable('no picture');
  return raster;
}

const frameOf = (frame: Buffer): Raster =>
  checkRaster({
    width: frame.readUInt16BE(3),
    height: frame.readUInt16BE(1),
    channels: frame[5] ?? 0,
    depth: (frame[0] ?? 8) > 8 ? 2 : 1,
    frames: 1,
  });

/** The next marker, after skipping what is before it; `end` is the offset after it. */
async function nextMarker(reader: BoundedReader, at: number): Promise<{ code: number; end: number } | null> {
  // Any number of fill bytes may precede a marker; more than these are abuse.
  const bytes = await reader.peek(at, 1_024);
  let from = 0;
  while (from < bytes.length && bytes[from] !== 0xff) from++;
  while (from < bytes.length && bytes[from] === 0xff) from++;
  const code = bytes[from];
  return code === undefined ? null : { code, end: at + from + 1 };
}

/** End of a scan's data: a marker that is neither a stuffed zero nor a restart. */
async function endOfScan(reader: BoundedReader, from: number): Promise<number> {
  for (let at = from; at < reader.size; at += STRIDE) {
    const bytes = await reader.peek(at, STRIDE + 1);
    for (let i = 0; i + 1 < bytes.length; i++) {
      if (bytes[i] !== 0xff) continue;
      const next = bytes[i + 1] ?? 0;
      if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at + i;
    }
  }
  return reader.size;
}
