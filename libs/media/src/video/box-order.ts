import { open } from 'node:fs/promises';

/** Boxes at the top of a file that is worth reading on: a file has a handful. */
const MOST_BOXES = 10_000;

/**
 * Whether the index (`moov`) stands before the pictures (`mdat`), so that the file can be read while it arrives.
 * Reads the heads of the boxes only. Source: ISO/IEC 14496-12, 4.2 (object structure).
 */
export async function startsFast(file: string): Promise<boolean> {
  const handle = await open(file, 'r');
  try {
    const head = Buffer.alloc(16);
    let position = 0;
    for (let boxes = 0; boxes < MOST_BOXES; boxes++) {
      const { bytesRead } = await handle.read(head, 0, 16, position);
      if (bytesRead < 8) return false;
      const type = head.toString('latin1', 4, 8);
      if (type === 'moov') return true;
      if (type === 'mdat') return false;
      const size = head.readUInt32BE(0);
      // 1: the size follows in 64 bits; 0: up to the end of the file.
      const whole = size === 1 ? Number(head.readBigUInt64BE(8)) : size;
      if (whole < 8) return false;
      position += whole;
    }
    return false;
  } finally {
    await handle.close();
  }
}
