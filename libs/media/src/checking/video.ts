import type { BoundedReader } from './bounded-reader.js';
import { type Box, BoxWalk } from './boxes.js';
import { unreadable } from './refusals.js';
import { checkTable, checkTrack, isTable, type Track } from './tables.js';

const CONTAINERS = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl', 'edts', 'mvex', 'moof', 'traf', 'mfra']);

/** Boxes at the top level of a file; others after a complete video are trailing data that players skip. */
const TOP = new Set([
  'ftyp',
  'moov',
  'mdat',
  'free',
  'skip',
  'wide',
  'uuid',
  'moof',
  'mfra',
  'meta',
  'styp',
  'sidx',
  'pnot',
  'udta',
]);

/**
 * Checks an MP4 or MOV: each box within its parent, each table within its box, the samples within the file. Reads
 * headers and tables only. @throws DomainError 422 `media_unreadable`
 */
export async function checkVideo(reader: BoundedReader): Promise<void> {
  const walk = new BoxWalk(reader);
  const seen = new Set<string>();
  for (let start = 0; start + 8 <= reader.size;) {
    const box = await walk.at(start, reader.size);
    const whole = seen.has('moov') && (seen.has('mdat') || seen.has('moof'));
    if (!box || !TOP.has(box.type)) {
      if (box && !whole && box.end <= reader.size) {
        start = box.end;
        continue;
      }
      break;
    }
    if (box.end > reader.size) throw unreadable('cut off');
    seen.add(box.type);
    if (CONTAINERS.has(box.type)) await checkInside(reader, walk, box, 1, { samples: null, told: 0 });
    start = box.end;
  }
  if (!seen.has('moov')) throw unreadable('no index');
}

async function checkInside(
  reader: BoundedReader,
  walk: BoxWalk,
  outer: Box,
  depth: number,
  track: Track,
): Promise<void> {
  for await (const box of walk.between(outer.body, outer.end, depth)) {
    if (box.type === 'trak') {
      const own: Track = { samples: null, told: 0 };
      await checkInside(reader, walk, box, depth + 1, own);
      checkTrack(own);
    } else if (CONTAINERS.has(box.type)) {
      await checkInside(reader, walk, box, depth + 1, track);
    } else if (isTable(box.type)) {
      await checkTable(reader, box, track);
    }
  }
}
