import { open, type FileHandle } from 'node:fs/promises';
import { topBoxes } from './box-order.js';

/** Longest index that is read, bytes: a day of video. */
const MOST_INDEX = 200_000_000;

/**
 * Display of a movie: the matrices of the whole and of its first video track (which can mirror, unlike a rotation),
 * and the resulting size.
 */
export interface Display {
  movie: Buffer | null;
  track: Buffer | null;
}

/** Reads a video's display. Source: ISO/IEC 14496-12, 8.2.2 and 8.3.2. */
export async function displayOf(file: string): Promise<Display> {
  const handle = await open(file, 'r');
  try {
    for await (const { type, start, end } of topBoxes(handle)) {
      if (type === 'moov') return await readDisplay(handle, start, end);
    }
    return { movie: null, track: null };
  } finally {
    await handle.close();
  }
}

async function readDisplay(handle: FileHandle, start: number, end: number): Promise<Display> {
  const index = Buffer.alloc(Math.min(MOST_INDEX, end - start));
  await handle.read(index, 0, index.length, start);
  const { movie, track } = positionsOf(index);
  return {
    movie: movie && Buffer.from(index.subarray(movie.from, movie.to)),
    track: track && Buffer.from(index.subarray(track.from, track.to)),
  };
}

/** Writes the display of the source into the index of a rewritten video. */
export function copyDisplay(display: Display, index: Buffer): Buffer {
  const result = Buffer.from(index);
  const places = positionsOf(result);
  for (const part of ['movie', 'track'] as const) {
    const [from, to] = [display[part], places[part]];
    if (from && to) from.copy(result, to.from);
  }
  return result;
}

interface BoxPosition {
  from: number;
  to: number;
}

const MATRIX = 36;

/** Offsets of the movie's matrix, and of the first video track's matrix and size. */
function positionsOf(index: Buffer): Record<keyof Display, BoxPosition | null> {
  const places: Record<keyof Display, BoxPosition | null> = { movie: null, track: null };
  for (const [type, body, end] of boxesIn(index, 8, index.length)) {
    const wide = index[body] === 1 ? 12 : 0;
    if (type === 'mvhd') {
      places.movie ??= within({ from: body + 36 + wide, to: body + 36 + wide + MATRIX }, end);
    }
    if (type === 'trak') places.track ??= trackPosition(index, body, end);
  }
  return places;
}

function trackPosition(index: Buffer, from: number, to: number): BoxPosition | null {
  let place: BoxPosition | null = null;
  let pictures = false;
  for (const [type, body, end] of boxesIn(index, from, to)) {
    const wide = index[body] === 1 ? 12 : 0;
    if (type === 'tkhd') place = within({ from: body + 40 + wide, to: body + 40 + wide + MATRIX + 8 }, end);
    if (type !== 'mdia') continue;
    for (const [inner, at] of boxesIn(index, body, end)) {
      if (inner === 'hdlr') pictures = index.toString('latin1', at + 8, at + 12) === 'vide';
    }
  }
  return pictures ? place : null;
}

const within = (place: BoxPosition, end: number): BoxPosition | null => (place.to <= end ? place : null);

function* boxesIn(
  index: Buffer,
  from: number,
  to: number,
): Generator<[type: string, body: number, end: number]> {
  for (let at = from; at + 8 <= to;) {
    const size = index.readUInt32BE(at);
    if (size < 8 || at + size > to) return;
    yield [index.toString('latin1', at + 4, at + 8), at + 8, at + size];
    at += size;
  }
}
