import { readFile, writeFile } from 'node:fs/promises';
import { TaskFailed } from '../opening/tasks.js';

const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;
const COMMENT = 0xfe;
const APPLICATION = 0xff;

/** The one application block to keep: how often the animation repeats. */
const REPEATS = /^(NETSCAPE2\.0|ANIMEXTS1\.0)/;

/**
 * Copies an animated GIF without comments, tools' metadata and trailing data.
 * @throws Failed `too_heavy` when it is above the limit
 */
export async function withoutRemarks(source: string, target: string, maxBytes: number): Promise<void> {
  const bytes = await readFile(source);
  const head = 13 + tableSize(bytes[10] ?? 0);
  const kept = [bytes.subarray(0, head)];
  for (let at = head; at < bytes.length;) {
    const end = endOfBlock(bytes, at);
    if (!end) break;
    if (!isRemark(bytes, at)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  const result = Buffer.concat([...kept, Buffer.of(TRAILER)]);
  if (result.length > maxBytes) throw new TaskFailed('too_heavy', 'GIF');
  await writeFile(target, result);
}

function isRemark(bytes: Buffer, at: number): boolean {
  if (bytes[at] !== EXTENSION) return false;
  const label = bytes[at + 1];
  return (
    label === COMMENT || (label === APPLICATION && !REPEATS.test(bytes.toString('latin1', at + 3, at + 14)))
  );
}

/** Offset after a block and its data; null at the trailer, and where the file is cut off. */
function endOfBlock(bytes: Buffer, at: number): number | null {
  let next: number;
  if (bytes[at] === EXTENSION) next = at + 2;
  else if (bytes[at] === IMAGE) next = at + 11 + tableSize(bytes[at + 9] ?? 0);
  else return null;
  while (next < bytes.length) {
    const size = bytes[next] ?? 0;
    next += 1 + size;
    if (size === 0) return next <= bytes.length ? next : null;
  }
  return null;
}

/** Size in bytes of the colour table that the packed field announces. */
const tableSize = (packed: number): number => (packed & 0x80 ? 3 << ((packed & 7) + 1) : 0);
