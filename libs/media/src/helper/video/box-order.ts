import { type FileHandle, open } from 'node:fs/promises';

/** Most top-level boxes that are read; a file has a handful. */
const MOST_BOXES = 10_000;

/** A top-level box of a file, header included. */
export interface TopBox {
  type: string;
  /** Offset of its first byte. */
  start: number;
  /** Offset after it; infinite when it extends to the end of the file. */
  end: number;
}

/** The top-level boxes of a file; reads headers only, and ends at anything else. Source: ISO/IEC 14496-12, 4.2. */
export async function* topBoxes(handle: FileHandle): AsyncGenerator<TopBox> {
  const head = Buffer.alloc(16);
  let start = 0;
  for (let boxes = 0; boxes < MOST_BOXES; boxes++) {
    const { bytesRead } = await handle.read(head, 0, 16, start);
    if (bytesRead < 8) return;
    const type = head.toString('latin1', 4, 8);
    const size = head.readUInt32BE(0);
    // 1: the size follows in 64 bits; 0: up to the end of the file.
    const whole = size === 1 ? Number(head.readBigUInt64BE(8)) : size;
    const end = whole < 8 ? Infinity : start + whole;
    yield { type, start, end };
    if (end === Infinity) return;
    start = end;
  }
}

/** Whether the index (`moov`) precedes the pictures (`mdat`), so that the file can be played while it arrives. */
export async function startsFast(file: string): Promise<boolean> {
  const handle = await open(file, 'r');
  try {
    for await (const { type } of topBoxes(handle)) {
      if (type === 'moov') return true;
      if (type === 'mdat') return false;
    }
    return false;
  } finally {
    await handle.close();
  }
}
