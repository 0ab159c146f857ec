/** Boxes of an index on the path to those with times. */
const CONTAINERS = new Set(['moov', 'trak', 'mdia']);
const TIMED = new Set(['mvhd', 'tkhd', 'mdhd']);

/**
 * Sets the times in a video's index to zero, so that rewriting twice gives the same file.
 * Source: ISO/IEC 14496-12, 8.2.2, 8.3.2 and 8.4.2 (creation and modification time follow version and flags).
 */
export function withoutTimes(index: Buffer): Buffer {
  const result = Buffer.from(index);
  clear(result, 0, result.length);
  return result;
}

function clear(data: Buffer, from: number, to: number): void {
  for (let at = from; at + 8 <= to;) {
    const size = data.readUInt32BE(at);
    if (size < 8) return;
    const type = data.toString('latin1', at + 4, at + 8);
    if (CONTAINERS.has(type)) clear(data, at + 8, Math.min(to, at + size));
    if (TIMED.has(type)) {
      const bytes = data[at + 8] === 1 ? 16 : 8;
      data.fill(0, at + 12, at + 12 + bytes);
    }
    at += size;
  }
}
