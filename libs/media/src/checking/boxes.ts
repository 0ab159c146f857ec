import type { BoundedReader } from './bounded-reader.js';
import { unreadable } from './refusals.js';

/** A box of ISO/IEC 14496-12, of which MP4, MOV, HEIC and AVIF files consist. */
export interface Box {
  type: string;
  start: number;
  /** Offset of the content's first byte. */
  body: number;
  /** Offset after the last byte. */
  end: number;
}

/** Most boxes: a fragment a second with all its boxes, for a day. */
const MOST_BOXES = 300_000;

/** Deepest nesting; deeper than any file needs. */
const MOST_DEPTH = 10;

/** Counts the boxes of a whole file, and their nesting. */
export class BoxWalk {
  #boxes = 0;

  constructor(private readonly reader: BoundedReader) {}

  /**
   * The boxes in a range; reads headers only. Ends at a terminator (QuickTime) or at less than a header.
   * @throws DomainError 422 for a box that extends past the end
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

  /** The box at an offset, which may extend past `to`; null for a terminator, or when there is no header. */
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
