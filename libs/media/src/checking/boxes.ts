import type { BoundedReader } from './bounded-reader.js';
import { unreadable } from './refusals.js';

/** A box of ISO/IEC 14496-12: everything in an MP4, a MOV, a HEIC or an AVIF is one. */
export interface Box {
  type: string;
  start: number;
  /** The first byte of what is in it. */
  body: number;
  /** The first byte after it. */
  end: number;
}

/** A fragment a second with all its boxes, for a day. */
const MOST_BOXES = 300_000;

/** Deeper than any file needs. */
const MOST_DEPTH = 10;

/** Counts boxes through a whole file, and how deep they lie in each other. */
export class BoxWalk {
  #boxes = 0;

  constructor(private readonly reader: BoundedReader) {}

  /**
   * The boxes from here to there, heads alone. Ends quietly at a terminator (QuickTime) or at less than a head.
   * @throws DomainError 422 for one that goes on past the end
   */
  async *between(from: number, to: number, depth: number): AsyncGenerator<Box> {
    if (depth > MOST_DEPTH) throw unreadable('boxes too deep in each other');
    for (let start = from; start + 8 <= to;) {
      const box = await this.at(start, to);
      if (!box) return;
      if (box.end > to) throw unreadable('a box larger than what holds it');
      yield box;
      start = box.end;
    }
  }

  /** The box at this place, which may go on past `to`; null for a terminator, or for what is no head. */
  async at(start: number, to: number): Promise<Box | null> {
    if (++this.#boxes > MOST_BOXES) throw unreadable('too many boxes');
    const head = await this.reader.peek(start, 16);
    if (head.length < 8) return null;
    const type = head.toString('latin1', 4, 8);
    const size = head.readUInt32BE(0);
    if (size === 0) return type === '\0\0\0\0' ? null : { type, start, body: start + 8, end: to };
    if (size === 1) {
      const end = head.length < 16 ? NaN : start + Number(head.readBigUInt64BE(8));
      return end >= start + 16 ? { type, start, body: start + 16, end } : null;
    }
    return size < 8 ? null : { type, start, body: start + 8, end: start + size };
  }
}
