import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { DomainError } from '#lib/kernel';
import { box, u32 } from '../../../../test/support/media/hostile-films.js';
import { gif } from '../../../../test/support/media/hostile-pictures.js';
import { BoundedReader, bytesSource } from './bounded-reader.js';
import { checkStructure } from './check-structure.js';

const sample = (name: string): Promise<Buffer> => readFile(`test/support/media/${name}`);
const check = (bytes: Buffer) => checkStructure(new BoundedReader(bytesSource(bytes)));
const refusal = (bytes: Buffer): Promise<string> =>
  check(bytes).then(
    () => 'taken',
    (error: DomainError) => error.code,
  );

describe('the structure of a file', () => {
  it('tells what it is, whatever its name says', async () => {
    const picture = sharp({ create: { width: 30, height: 20, channels: 3, background: '#fff' } });
    for (const [bytes, mime] of [
      [await picture.clone().jpeg().toBuffer(), 'image/jpeg'],
      [await picture.clone().jpeg({ progressive: true }).toBuffer(), 'image/jpeg'],
      [await picture.clone().png().toBuffer(), 'image/png'],
      [await picture.clone().webp().toBuffer(), 'image/webp'],
      [await picture.clone().webp({ lossless: true }).toBuffer(), 'image/webp'],
      [await picture.clone().avif().toBuffer(), 'image/avif'],
      [await picture.clone().gif().toBuffer(), 'image/gif'],
      [await sample('photo.heic'), 'image/heic'],
    ] as const) {
      const { mime: found, raster } = await check(bytes);
      expect([found, raster?.frames]).toEqual([mime, 1]);
      if (mime !== 'image/heic') expect(raster).toMatchObject({ width: 30, height: 20 });
    }
    for (const name of ['clip.mp4', 'clip-index-last.mp4', 'video-mirrored.mp4']) {
      expect(await check(await sample(name))).toEqual({ kind: 'video', mime: 'video/mp4', raster: null });
    }
  });

  it('lets the photo of a hundred megapixels pass: it is large, not damaged', async () => {
    const { raster } = await check(await sample('photo-108-megapixels.png'));
    expect(raster).toMatchObject({ width: 12_000, height: 9_000 });
  });

  it('finds the table of four thousand million samples, and the video that was cut off', async () => {
    expect(await refusal(await sample('video-table-bomb.mp4'))).toBe('media_unreadable');
    expect(await refusal(await sample('video-cut-off-index-first.mp4'))).toBe('media_unreadable');
  });

  it.each(['clip.mp4', 'clip-index-last.mp4', 'photo.heic'])(
    'finds %s cut off wherever it is cut',
    async (name) => {
      const whole = await sample(name);
      for (let end = 12; end < whole.length; end += Math.ceil(whole.length / 97)) {
        expect([end, await refusal(whole.subarray(0, end))]).not.toEqual([end, 'taken']);
      }
    },
  );

  it('counts the frames of an animation', async () => {
    expect((await check(gif(20, 10, 7))).raster?.frames).toBe(7);
    expect(await refusal(gif(20, 10, 2_001))).toBe('image_too_many_frames');
  });

  it('refuses in words what would fill the memory, with the limit', async () => {
    const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    bytes.writeUInt32BE(20_000, 16);
    bytes.writeUInt32BE(20_000, 20);
    await expect(check(bytes)).rejects.toMatchObject({
      code: 'image_too_large',
      params: { limit: 640, actual: 1_200 },
    });
  });

  it('holds a fragment’s runs to what is there', async () => {
    const clip = await sample('clip.mp4');
    const run = (count: number, ...rows: number[]): Buffer =>
      Buffer.concat([clip, box('moof', box('traf', box('trun', u32(0x100, count, ...rows))))]);
    expect(await refusal(run(2, 10, 10))).toBe('taken');
    expect(await refusal(run(3, 10, 10))).toBe('media_unreadable');
  });

  it('reads no more than its budget, whatever a file asks for', async () => {
    const source = bytesSource(Buffer.alloc(1_000_000));
    const reader = new BoundedReader(source, 200_000);
    await reader.take(0, 60_000);
    await reader.take(500_000, 60_000);
    await reader.take(100_000, 60_000);
    await expect(reader.take(900_000, 60_000)).rejects.toThrow('media_unreadable');
    await expect(new BoundedReader(source).take(0, 100_000)).rejects.toThrow('media_unreadable');
  });
});
