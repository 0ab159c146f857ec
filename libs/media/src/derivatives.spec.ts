import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Config } from '#lib/kernel';
import type { ImageRecipe, MediaFacts } from '#lib/platforms';
import { gif } from '../../../test/support/media/hostile-pictures.js';
import { Derivatives, DerivativeTooLarge } from './derivatives.js';
import { perform } from './helper/perform.js';
import { MediaStorage } from './media-storage.js';

const RECIPE: ImageRecipe = { mime: 'image/jpeg', crop: null, width: 300, height: 400, maxBytes: 1_000_000 };

/** What was made of what is written down for unused-media.medium.spec. */
const NOTES = { query: () => Promise.resolve([]) };

describe('derivatives', () => {
  let home: string;
  let storage: MediaStorage;
  const medium: MediaFacts = {
    id: 'm',
    kind: 'image',
    mime: 'image/jpeg',
    bytes: 1,
    width: 300,
    height: 400,
    durationMs: null,
    sha256: 'source',
    altText: '',
  };
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'lineup-derivatives-'));
    storage = new MediaStorage({ LINEUP_HOME: home } as Config);
    const file = join(await storage.incoming(), 'a');
    // Lying on its side, red on the left and blue on the right once upright, with a place and a camera.
    const half = await sharp({ create: { width: 400, height: 150, channels: 3, background: '#00f' } })
      .png()
      .toBuffer();
    await sharp({ create: { width: 400, height: 300, channels: 3, background: '#f00' } })
      .composite([{ input: half, top: 0, left: 0 }])
      .jpeg()
      .withExif({ IFD0: { Make: 'Camera' }, IFD3: { GPSLatitude: '48/1 51/1 0/1', GPSLatitudeRef: 'N' } })
      .withMetadata({ orientation: 6 })
      .toFile(file);
    await storage.keep(file, 'o', 'source');
  });
  const metadataOf = (sha256: string) => storage.lend('o', sha256, (path) => sharp(path).metadata());
  afterEach(() => rm(home, { recursive: true, force: true }));

  it('are upright, and say nothing of the place, the camera or the orientation', async () => {
    expect((await metadataOf('source')).exif).toBeDefined();
    const made = await new Derivatives(storage, NOTES, { perform }).image('o', medium, RECIPE);
    expect(made).toMatchObject({ mime: 'image/jpeg', width: 300, height: 400 });
    const metadata = await metadataOf(made.sha256);
    expect(metadata).toMatchObject({
      width: 300,
      height: 400,
      space: 'srgb',
      format: 'jpeg',
    });
    expect([metadata.exif, metadata.xmp, metadata.iptc, metadata.orientation]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('keep the part that was chosen', async () => {
    const crop = { left: 180, top: 0, width: 100, height: 400 };
    const made = await new Derivatives(storage, NOTES, { perform }).image('o', medium, {
      ...RECIPE,
      crop,
      width: 100,
    });
    const { dominant } = await storage.lend('o', made.sha256, (path) => sharp(path).stats());
    expect(dominant.b).toBeGreaterThan(200);
    expect(dominant.r).toBeLessThan(60);
  });

  it('are made once, whoever asks, and another recipe is another file', async () => {
    const derivatives = new Derivatives(storage, NOTES, { perform });
    const all = await Promise.all(Array.from({ length: 20 }, () => derivatives.image('o', medium, RECIPE)));
    expect(new Set(all.map(({ sha256 }) => sha256)).size).toBe(1);
    await storage.lend('o', 'source', (path) => rm(path));
    expect(await new Derivatives(storage, NOTES, { perform }).image('o', medium, RECIPE)).toEqual(all[0]);
    await expect(derivatives.image('o', medium, { ...RECIPE, width: 200 })).rejects.toThrow();
    expect(await readdir(await storage.incoming())).toEqual([]);
  });

  it('of what phones and designers send are a JPEG or a PNG, upright and whole', async () => {
    const derivatives = new Derivatives(storage, NOTES, { perform });
    const keep = async (bytes: Buffer, sha256: string, variant: 'original' | 'shown' = 'original') => {
      const file = await storage.newFile();
      await writeFile(file, bytes);
      await storage.keep(file, 'o', sha256, variant);
    };
    const drawn = sharp({
      create: { width: 300, height: 400, channels: 4, background: { r: 200, g: 0, b: 0, alpha: 0 } },
    });
    for (const [mime, bytes] of [
      ['image/webp', await drawn.clone().webp().toBuffer()],
      ['image/avif', await drawn.clone().avif().toBuffer()],
      ['image/gif', await drawn.clone().gif().toBuffer()],
    ] as const) {
      await keep(bytes, mime);
      const jpeg = await derivatives.image('o', { ...medium, mime, sha256: mime }, RECIPE);
      expect(await metadataOf(jpeg.sha256)).toMatchObject({ format: 'jpeg', width: 300, height: 400 });
      const png = await derivatives.image(
        'o',
        { ...medium, mime, sha256: mime },
        { ...RECIPE, mime: 'image/png' },
      );
      expect(await metadataOf(png.sha256)).toMatchObject({ format: 'png', hasAlpha: true });
    }
    const heic = { file: 'test/support/media/photo.heic', mime: 'image/heic' };
    const beside = { thumbnail: await storage.newFile(), shown: await storage.newFile() };
    expect(await perform('image.inspect', { ...heic, ...beside })).toEqual({
      width: 320,
      height: 240,
      shown: true,
    });
    await keep(await readFile(beside.shown), 'heic', 'shown');
    const { sha256 } = await derivatives.image(
      'o',
      { ...medium, mime: heic.mime, sha256: 'heic' },
      { ...RECIPE, height: 225 },
    );
    const { data } = await storage.lend('o', sha256, (path) =>
      sharp(path).raw().toBuffer({ resolveWithObject: true }),
    );
    expect([data[0], data[2]].map((part) => (part ?? 0) > 128)).toEqual([true, false]);
    await Promise.all(Object.values(beside).map((path) => rm(path)));
  });

  it('keep an animation as it is, without what is said beside its frames', async () => {
    const bytes = gif(30, 40, 5);
    const remark = Buffer.from('!\xfe\x0eTaken at home.\0', 'latin1');
    const repeats = Buffer.from('!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0', 'latin1');
    const file = await storage.newFile();
    await writeFile(
      file,
      Buffer.concat([bytes.subarray(0, 19), repeats, remark, bytes.subarray(19), Buffer.from('tail')]),
    );
    await storage.keep(file, 'o', 'animated');
    const animated = { ...medium, mime: 'image/gif', sha256: 'animated', frames: 5 };
    const recipe = { ...RECIPE, mime: 'image/gif' as const, width: 30, height: 40 };
    const made = await new Derivatives(storage, NOTES, { perform }).image('o', animated, recipe);
    expect(made).toMatchObject({ mime: 'image/gif', frames: 5 });
    const sent = await storage.lend('o', made.sha256, (path) => readFile(path));
    expect(sent.equals(Buffer.concat([bytes.subarray(0, 19), repeats, bytes.subarray(19)]))).toBe(true);
    expect((await sharp(sent, { animated: true }).metadata()).pages).toBe(5);
  });

  it('give up quality for weight, and say when that is not enough', async () => {
    const derivatives = new Derivatives(storage, NOTES, { perform });
    const { bytes } = await derivatives.image('o', medium, RECIPE);
    const lighter = await derivatives.image('o', medium, { ...RECIPE, maxBytes: bytes - 1 });
    expect(lighter.bytes).toBeLessThan(bytes);
    await expect(derivatives.image('o', medium, { ...RECIPE, maxBytes: 50 })).rejects.toThrow(
      DerivativeTooLarge,
    );
  });
});
