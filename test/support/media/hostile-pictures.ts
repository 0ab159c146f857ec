import { deflateSync } from 'node:zlib';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import type { HostileFile } from './hostile.js';
import { box, u32 } from './hostile-films.js';

const PNG = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** A chunk of a PNG, with its checksum. */
export function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  return Buffer.concat([u32(body.length), named, u32(crc32(named))]);
}

const ihdr = (width: number, height: number, depth: number, colour: number, interlaced = 0): Buffer =>
  chunk('IHDR', Buffer.concat([u32(width, height), Buffer.of(depth, colour, 0, 0, interlaced)]));
const END = chunk('IEND', Buffer.alloc(0));

/** A PNG whose head says one thing; what its pixels hold is a line of nothing. */
export const png = (head: Buffer, ...rest: Buffer[]): Buffer => Buffer.concat([PNG, head, ...rest, END]);
const LINE = chunk('IDAT', deflateSync(Buffer.alloc(10_000)));
const BOMB = deflateSync(Buffer.alloc(200_000_000), { level: 1 });

function pngs(plain: Buffer): [string, Buffer, readonly number[], string?][] {
  const beside = (part: Buffer): Buffer => Buffer.concat([plain.subarray(0, 33), part, plain.subarray(33)]);
  return [
    ['sixteen bits, ten thousand squared', png(ihdr(9_990, 9_990, 16, 6), LINE), [422], 'image_too_large'],
    ['four thousand million pixels', png(ihdr(65_535, 65_535, 1, 0), LINE), [422], 'image_too_large'],
    ['more pixels than numbers', png(ihdr(0x7fffffff, 0x7fffffff, 16, 6), LINE), [422]],
    ['no pixels', png(ihdr(0, 0, 8, 2), LINE), [422]],
    ['seven passes over a quarter of a gigabyte', png(ihdr(9_000, 9_000, 8, 2, 1), LINE), [422]],
    ['seven passes over more', png(ihdr(10_000, 10_000, 8, 2, 1), LINE), [422], 'image_too_large'],
    ['pixels that are not there', png(ihdr(12_000, 9_000, 8, 2), LINE), [422]],
    ['no data at all', png(ihdr(10, 10, 8, 2)), [422]],
    [
      'a text that unfolds',
      beside(chunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0'), BOMB]))),
      [201, 422],
    ],
    [
      'a profile that unfolds',
      beside(chunk('iCCP', Buffer.concat([Buffer.from('ICC\0\0'), BOMB]))),
      [201, 422],
    ],
    ['a chunk that lies', beside(Buffer.concat([u32(0x7fffffff), Buffer.from('tEXtabc')])), [422]],
    [
      'half a million chunks',
      beside(Buffer.concat(Array<Buffer>(500_000).fill(chunk('tIME', Buffer.alloc(0))))),
      [422],
    ],
    ['cut in the middle', plain.subarray(0, plain.length / 2), [422]],
    ['cut before its end', plain.subarray(0, plain.length - 12), [422]],
    ['with a tail', Buffer.concat([plain, Buffer.alloc(100_000, 'tail')]), [201]],
  ];
}

/** The place of every scan in a progressive JPEG. */
function scansOf(jpeg: Buffer): { from: number; to: number } {
  const from = jpeg.lastIndexOf(Buffer.of(0xff, 0xda));
  return { from, to: jpeg.lastIndexOf(Buffer.of(0xff, 0xd9)) };
}

function jpegs(plain: Buffer, progressive: Buffer): [string, Buffer, readonly number[]][] {
  const { from, to } = scansOf(progressive);
  const scan = progressive.subarray(from, to);
  const repeated = (times: number): Buffer =>
    Buffer.concat([
      progressive.subarray(0, to),
      ...Array<Buffer>(times).fill(scan),
      progressive.subarray(to),
    ]);
  const frame = plain.indexOf(Buffer.of(0xff, 0xc0));
  const sized = (source: Buffer, at: number, width: number, height: number): Buffer => {
    const bytes = Buffer.from(source);
    bytes.writeUInt16BE(height, at + 5);
    bytes.writeUInt16BE(width, at + 7);
    return bytes;
  };
  return [
    ['five thousand passes', repeated(5_000), [422]],
    ['ninety passes', repeated(80), [201, 422]],
    [
      'passes over pixels that are not there',
      sized(repeated(80), progressive.indexOf(Buffer.of(0xff, 0xc2)), 14_000, 14_000),
      [422],
    ],
    ['four thousand million pixels', sized(plain, frame, 65_535, 65_535), [422]],
    ['no height', sized(plain, frame, 640, 0), [422]],
    ['cut in the middle', plain.subarray(0, plain.length / 2), [422]],
    ['only a head', plain.subarray(0, 20), [422]],
    ['nothing but markers', Buffer.concat([plain.subarray(0, 2), Buffer.alloc(5_000_000, 0xff)]), [422]],
    ['also a script', Buffer.concat([plain, Buffer.from('<script>alert(1)</script>')]), [201]],
    ['also an archive', Buffer.concat([plain, Buffer.from('PK\u0003\u0004'), Buffer.alloc(1_000)]), [201]],
  ];
}

const u16 = (...numbers: number[]): Buffer =>
  Buffer.from(numbers.flatMap((number) => [number & 255, number >> 8]));

/** A GIF of one colour, with as many pictures as wanted; each is two bytes of data. */
export function gif(width: number, height: number, frames: number, frame = [width, height]): Buffer {
  const head = Buffer.concat([
    Buffer.from('GIF89a'),
    u16(width, height),
    Buffer.of(0x80, 0, 0, 255, 0, 0, 0, 0, 255),
  ]);
  const one = Buffer.concat([
    Buffer.of(0x21, 0xf9, 4, 0, 10, 0, 0, 0, 0x2c),
    u16(0, 0, frame[0] ?? 1, frame[1] ?? 1),
    Buffer.of(0, 2, 2, 0x44, 0x01, 0),
  ]);
  return Buffer.concat([head, ...Array<Buffer>(frames).fill(one), Buffer.of(0x3b)]);
}

const gifs = (): [string, Buffer, readonly number[], string?][] => [
  ['a hundred thousand frames', gif(1, 1, 100_000), [422], 'image_too_many_frames'],
  ['frames of a gigapixel', gif(65_535, 65_535, 1), [422], 'image_too_large'],
  ['a thousand large frames', gif(10_000, 10_000, 1_000), [422], 'image_too_large'],
  ['a frame larger than its screen', gif(1, 1, 1, [60_000, 60_000]), [422]],
  ['cut in the middle', gif(1, 1, 100).subarray(0, 1_000), [201, 422]],
  [
    'pieces of one byte without end',
    Buffer.concat([
      gif(1, 1, 1).subarray(0, 19),
      Buffer.of(0x2c),
      u16(0, 0, 1, 1),
      Buffer.of(0, 2),
      Buffer.alloc(5_000_000, 1),
    ]),
    [422],
  ],
];

function webps(plain: Buffer): [string, Buffer, readonly number[], string?][] {
  const part = (type: string, body: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(body.length);
    return Buffer.concat([Buffer.from(type), length, body]);
  };
  const file = (...parts: Buffer[]): Buffer => {
    const body = Buffer.concat([Buffer.from('WEBP'), ...parts]);
    return part('RIFF', body);
  };
  const canvas = part('VP8X', Buffer.concat([Buffer.of(2, 0, 0, 0), Buffer.alloc(6, 0xff)]));
  const small = part('VP8X', Buffer.concat([Buffer.of(2, 0, 0, 0), Buffer.alloc(6)]));
  return [
    ['a canvas without end', file(canvas), [422]],
    [
      'ten thousand frames',
      file(small, ...Array<Buffer>(10_000).fill(part('ANMF', Buffer.alloc(16)))),
      [422],
      'image_too_many_frames',
    ],
    ['cut in the middle', plain.subarray(0, plain.length / 2), [422]],
  ];
}

function heifs(avif: Buffer): [string, Buffer, readonly number[]][] {
  const head = box('ftyp', Buffer.from('heic'), u32(0), Buffer.from('mif1heic'));
  const meta = (...parts: Buffer[]): Buffer =>
    Buffer.concat([head, box('meta', u32(0), ...parts), box('mdat', Buffer.alloc(64))]);
  const ispe = box('iprp', box('ipco', box('ispe', u32(0, 100_000, 100_000))));
  const items = (count: number): Buffer =>
    box('iloc', u32(0), Buffer.of(0, 0), Buffer.of(count >> 8, count & 255), Buffer.alloc(count * 6, 0xff));
  const noise = Buffer.from(avif);
  for (let at = noise.indexOf('mdat') + 8; at < noise.length; at += 3) noise[at] = (noise[at] ?? 0) ^ 0x5a;
  return [
    ['sixty thousand items', meta(items(60_000)), [422]],
    ['items of sixty thousand pieces of nothing', meta(items(400)), [422]],
    ['a hundred thousand pixels a side', meta(items(1), ispe), [422]],
    ['nothing in it', meta(), [422]],
    ['cut in the middle', avif.subarray(0, avif.length / 2), [422]],
    ['noise for pixels', noise, [201, 422]],
  ];
}

/** Pictures that cost more than they show. */
export async function hostilePictures(): Promise<HostileFile[]> {
  const picture = sharp({ create: { width: 640, height: 480, channels: 3, background: '#c40' } });
  const [plainPng, jpeg, progressive, webp, avif] = await Promise.all([
    picture.clone().png().toBuffer(),
    picture.clone().jpeg().toBuffer(),
    picture.clone().jpeg({ progressive: true }).toBuffer(),
    picture.clone().webp().toBuffer(),
    picture.clone().avif().toBuffer(),
  ]);
  const named = (ending: string, files: [string, Buffer, readonly number[], string?][]): HostileFile[] =>
    files.map(([name, bytes, answers, code]) => ({
      name: `${name}.${ending}`,
      bytes,
      answers,
      ...(code ? { code } : {}),
    }));
  return [
    ...named('png', pngs(plainPng)),
    ...named('jpg', jpegs(jpeg, progressive)),
    ...named('gif', gifs()),
    ...named('webp', webps(webp)),
    ...named('heic', heifs(avif)),
  ];
}
