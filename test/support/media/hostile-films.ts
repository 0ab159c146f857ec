import { readFileSync } from 'node:fs';
import type { HostileFile } from './hostile.js';

const read = (name: string): Buffer => readFileSync(new URL(`./${name}`, import.meta.url));
const MOST = 0xffffffff;

/** A box with what is in it. */
export const box = (type: string, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
};

/** 32-bit numbers, one after the other. */
export const u32 = (...numbers: number[]): Buffer => {
  const bytes = Buffer.alloc(numbers.length * 4);
  numbers.forEach((number, index) => bytes.writeUInt32BE(number, index * 4));
  return bytes;
};

/** A good video with numbers written over one of its boxes, counted from the first byte after the box's type. */
function spoilt(type: string, at: number, ...numbers: number[]): Buffer {
  const bytes = Buffer.from(read('clip.mp4'));
  u32(...numbers).copy(bytes, bytes.indexOf(type, 0, 'latin1') + 4 + at);
  return bytes;
}

const FTYP = box('ftyp', Buffer.from('isom'), u32(0x200), Buffer.from('isomavc1mp41'));

function nested(depth: number): Buffer {
  let inner: Buffer = Buffer.alloc(0);
  for (let level = 0; level < depth; level++) inner = box(level % 2 ? 'trak' : 'moov', inner);
  return inner;
}

const HUGE_RUN = box(
  'moof',
  box('mfhd', u32(0, 1)),
  box('traf', box('tfhd', u32(0x20000, 1)), box('trun', u32(0, MOST))),
);

const films = (): [name: string, bytes: Buffer, answers: readonly number[]][] => {
  const clip = read('clip.mp4');
  const indexLast = read('clip-index-last.mp4');
  const cut = (bytes: Buffer, share: number): Buffer => bytes.subarray(0, Math.floor(bytes.length * share));
  return [
    ['a table of four thousand million samples', read('video-table-bomb.mp4'), [422]],
    ['the same of times to show', spoilt('ctts', 8, MOST, 0), [422]],
    ['a table that says more rows than it has', spoilt('stts', 4, MOST), [422]],
    ['chunks of four thousand million samples', spoilt('stsc', 12, MOST), [422]],
    ['as many samples of one byte', spoilt('stsz', 4, 1, MOST), [422]],
    ['as many samples with a size each', spoilt('stsz', 8, MOST), [422]],
    ['as many chunks', spoilt('stco', 4, MOST), [422]],
    ['as many key frames', spoilt('stss', 4, MOST), [422]],
    ['as many cuts', spoilt('elst', 4, MOST), [422]],
    ['as many encodings', spoilt('stsd', 4, MOST), [422]],
    ['chunks behind the end', spoilt('stco', 8, MOST - 1), [422]],
    ['samples larger than the file', spoilt('stsz', 12, MOST), [422]],
    ['frames that last for years', spoilt('stts', 12, MOST), [422]],
    ['no time scale', spoilt('mdhd', 12, 0), [201, 422]],
    ['a length of centuries', spoilt('mdhd', 12, 1, MOST), [201, 422]],
    ['a picture of two thousand million pixels a side', spoilt('tkhd', 76, MOST, MOST), [201, 422]],
    ['a run of four thousand million samples', Buffer.concat([clip, HUGE_RUN]), [422]],
    ['cut off, index first', read('video-cut-off-index-first.mp4'), [422]],
    ...[0.001, 0.25, 0.5, 0.99].map((share): [string, Buffer, readonly number[]] => [
      `cut at ${share}`,
      cut(clip, share),
      share < 0.01 ? [415, 422] : [422],
    ]),
    ...[0.5, 0.99].map((share): [string, Buffer, readonly number[]] => [
      `cut at ${share}, index last`,
      cut(indexLast, share),
      [422],
    ]),
    ['boxes five thousand deep', Buffer.concat([FTYP, nested(5_000)]), [422]],
    [
      'half a million empty boxes',
      Buffer.concat([FTYP, box('moov', Buffer.alloc(4_000_000, box('free')))]),
      [422],
    ],
    ['a box larger than the file', Buffer.concat([FTYP, u32(MOST), Buffer.from('moov')]), [422]],
    ['a box of exabytes', Buffer.concat([FTYP, u32(1), Buffer.from('moov'), u32(0x7fffffff, MOST)]), [422]],
    ['only a head', FTYP, [422]],
    ['an index of nothing', Buffer.concat([FTYP, box('moov'), box('mdat')]), [422]],
    ['a tail of words', Buffer.concat([clip, Buffer.from('and a few words more, which harm nobody')]), [201]],
  ];
};

/** Videos that lie about themselves. */
export const hostileFilms = (): HostileFile[] =>
  films().map(([name, bytes, answers]) => ({
    name: `${name}.mp4`,
    bytes,
    answers,
    ...(answers.length === 1 && answers[0] === 422 ? { code: 'media_unreadable' } : {}),
  }));
