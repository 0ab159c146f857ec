import type { BoundedReader } from './bounded-reader.js';
import type { Box } from './boxes.js';
import { unreadable } from './refusals.js';

/**
 * Where a table has its number of rows, and how long a row is; offsets from the body. ISO/IEC 14496-12, 8.6 to 8.8.
 */
interface Layout {
  count: number;
  rows: number;
  row: number;
}
const plain = (row: number): Layout => ({ count: 4, rows: 8, row });

const LAYOUTS: Record<string, Layout> = {
  stts: plain(8),
  ctts: plain(8),
  stsc: plain(12),
  stss: plain(4),
  stps: plain(4),
  stco: plain(4),
  co64: plain(8),
  stsh: plain(8),
  stsd: plain(8),
  elst: plain(12),
  tfra: { count: 12, rows: 16, row: 11 },
  stsz: { count: 8, rows: 12, row: 4 },
};

/** Rows are read this many bytes at a time. */
const STRIDE = 48_000;

/** Number of samples of one track according to its tables. */
export interface Track {
  /** Number of sample sizes, which is the table that counts; null before it was read. */
  samples: number | null;
  /** Largest number in any other table. */
  told: number;
}

export const isTable = (type: string): boolean => type in LAYOUTS || type === 'trun';

/**
 * Checks that a table has as many rows as it says, and that what they describe fits into the file.
 * @throws DomainError 422 `media_unreadable`
 */
export async function checkTable(reader: BoundedReader, box: Box, track: Track): Promise<void> {
  if (box.type === 'trun') return checkRun(reader, box);
  const { count: place, rows, row } = LAYOUTS[box.type] as Layout;
  const length = box.end - box.body;
  if (length < rows) throw unreadable(`${box.type} without a count`);
  const head = await reader.take(box.body, rows);
  const count = head.readUInt32BE(place);
  if (box.type === 'stsz' && head.readUInt32BE(4) !== 0) {
    if (count * head.readUInt32BE(4) > reader.size) throw unreadable('more samples than bytes');
    track.samples = count;
    return;
  }
  if (rows + count * row > length) throw unreadable(`${box.type} says more than it holds`);
  const read = (visit: Visit) => eachRow(reader, box.body + rows, count, row, visit);
  if (box.type === 'stsz') await checkSizes(reader, track, count, read);
  if (box.type === 'stts' || box.type === 'ctts') {
    let sum = 0;
    await read((data, at) => (sum += data.readUInt32BE(at)));
    track.told = Math.max(track.told, sum);
  }
  if (box.type === 'stsc') {
    await read((data, at) => (track.told = Math.max(track.told, data.readUInt32BE(at + 4))));
  }
  if (box.type === 'stco' || box.type === 'co64') {
    const wide = box.type === 'co64';
    await read((data, at) => {
      const offset = wide ? Number(data.readBigUInt64BE(at)) : data.readUInt32BE(at);
      if (offset >= reader.size) throw unreadable('samples after the end of the file');
    });
  }
}

/** Writers differ: a table may describe somewhat more samples than there are, but not a thousand times more. */
export function checkTrack({ samples, told }: Track): void {
  if (told > 2 * (samples ?? 0) + 1_000) throw unreadable('more samples told of than there are');
}

async function checkSizes(
  reader: BoundedReader,
  track: Track,
  count: number,
  read: (visit: Visit) => Promise<void>,
): Promise<void> {
  track.samples = count;
  let bytes = 0;
  await read((data, at) => (bytes += data.readUInt32BE(at)));
  if (bytes > reader.size) throw unreadable('more bytes declared than present');
}

/** A run of samples in a fragment, whose row length depends on the box's flags. ISO/IEC 14496-12, 8.8.8. */
async function checkRun(reader: BoundedReader, box: Box): Promise<void> {
  const head = await reader.take(box.body, 8);
  const flags = head.readUInt32BE(0) & 0xffffff;
  const count = head.readUInt32BE(4);
  const row = [0x100, 0x200, 0x400, 0x800].filter((flag) => flags & flag).length * 4;
  const most = row === 0 ? reader.size : (box.end - box.body - 8) / row;
  if (count > most) throw unreadable('a run says more than it holds');
}

type Visit = (data: Buffer, at: number) => unknown;

async function eachRow(
  reader: BoundedReader,
  from: number,
  count: number,
  row: number,
  visit: Visit,
): Promise<void> {
  const bytes = count * row;
  const stride = STRIDE - (STRIDE % row);
  for (let done = 0; done < bytes; done += stride) {
    const data = await reader.take(from + done, Math.min(stride, bytes - done));
    for (let at = 0; at + row <= data.length; at += row) visit(data, at);
  }
}
