import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { type Config, Secret } from '#lib/kernel';
import { Derivatives, MediaStorage } from '#lib/media';
import { perform } from '../../../../media/src/helper/perform.js';
import type { ChannelContent, MediaFacts, Step, StepIo } from '#lib/platforms';
import type { Work } from '../claim/index.js';
import { PreparedMedia, preparedContent } from './prepared-media.js';

const medium = (over: Partial<MediaFacts>): MediaFacts => ({
  id: 'm',
  kind: 'image',
  mime: 'image/png',
  bytes: 1_000,
  width: 800,
  height: 200,
  durationMs: null,
  sha256: 'source',
  altText: 'Le café',
  ...over,
});

const work = (media: MediaFacts[]): Work =>
  ({
    organisationId: 'o',
    platform: 'instagram',
    content: { type: 'image', text: 'Up', firstComment: null, link: null, media, options: {} },
    progress: {},
  }) as Partial<Work> as Work;

const NOTES = { query: () => Promise.resolve([]) };

/** An adapter that says what it would send. */
const planOf = (content: ChannelContent): Step[] => [
  {
    name: 'send',
    kind: 'media',
    phase: 'arm',
    effect: 'repeatable',
    run: async () => ({ state: 'done', output: content.media.map(({ sha256 }) => sha256) }),
  },
];

describe('prepared media', () => {
  let home: string;
  let prepared: PreparedMedia;
  let storage: MediaStorage;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'lineup-prepared-'));
    storage = new MediaStorage({ LINEUP_HOME: home } as Config);
    const file = join(await storage.incoming(), 'a');
    await sharp({ create: { width: 800, height: 200, channels: 3, background: '#c33' } })
      .png()
      .toFile(file);
    await storage.keep(file, 'o', 'source');
    prepared = new PreparedMedia(new Derivatives(storage, NOTES, { perform }), { warn: () => undefined });
  });
  afterAll(() => rm(home, { recursive: true, force: true }));

  const runAll = async (of: Work): Promise<unknown> => {
    let output: unknown;
    for (const step of prepared.plan(of, planOf)) {
      const result = await step.run({ content: preparedContent(of) } as Partial<StepIo> as StepIo);
      output = result.output;
      of.progress = { ...of.progress, [step.name]: result.output ?? null };
    }
    return output;
  };

  it('gives every step of the adapter the derivative, and its facts, in place of the original', async () => {
    const of = work([medium({})]);
    const sent = await runAll(of);
    const [derived] = preparedContent(of).media;
    expect(derived).toMatchObject({
      id: 'm',
      mime: 'image/jpeg',
      width: 382,
      height: 200,
      altText: 'Le café',
    });
    expect(sent).toEqual([derived?.sha256]);
    expect(derived?.bytes).toBe(await storage.size('o', derived?.sha256 ?? ''));
  });

  it('follows the focal point that was frozen', async () => {
    const [left, right] = [
      work([medium({ focus: { x: 0, y: 0 } })]),
      work([medium({ focus: { x: 1, y: 0 } })]),
    ];
    expect(await runAll(left)).not.toEqual(await runAll(right));
  });

  it('gives all pictures of a gallery one size where the network wants it', async () => {
    const of = work([medium({ width: 600, height: 200 }), medium({ id: 'n' })]);
    const gallery = {
      ...of,
      platform: 'pinterest' as const,
      content: { ...of.content, type: 'images' as const },
    };
    await runAll(gallery);
    expect(preparedContent(gallery).media).toMatchObject([
      { id: 'm', width: 600, height: 200 },
      { id: 'n', width: 600, height: 200 },
    ]);
  });

  it('turns a video round where the network asks for it, and only there', async () => {
    const file = join(await storage.incoming(), 'v');
    await copyFile('test/support/media/clip-index-last.mp4', file);
    await storage.keep(file, 'o', 'phone');
    const facts = { codec: 'avc', audioCodec: 'aac', frameRate: 24 };
    const phone = medium({
      kind: 'video',
      mime: 'video/mp4',
      sha256: 'phone',
      video: { ...facts, fastStart: false },
    });
    const of = work([phone]);
    expect(await runAll(of)).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
    const [sent] = preparedContent(of).media;
    expect(sent).toMatchObject({ id: 'm', width: 800, video: { ...facts, fastStart: true } });
    expect(sent?.bytes).toBe(await storage.size('o', sent?.sha256 ?? ''));
    const elsewhere = { ...work([phone]), platform: 'facebook' as const };
    expect(await runAll(elsewhere)).toEqual(['phone']);
    // Where it was taken is nobody's business.
    const located = medium({ ...phone, video: { ...facts, fastStart: true, located: true } });
    const anywhere = { ...work([located]), platform: 'facebook' as const };
    expect(await runAll(anywhere)).toEqual([sent?.sha256]);
  });

  it('gives every network an MP4 of what a phone calls a MOV', async () => {
    const bytes = await readFile('test/support/media/clip.mp4');
    bytes.write('qt  ', 8, 'latin1');
    const file = await storage.newFile();
    await writeFile(file, bytes);
    await storage.keep(file, 'o', 'mov');
    const of = {
      ...work([medium({ kind: 'video', mime: 'video/quicktime', sha256: 'mov' })]),
      platform: 'facebook' as const,
    };
    const [derived] = (await runAll(of)) as string[];
    const [sent] = preparedContent(of).media;
    expect(sent).toMatchObject({ mime: 'video/mp4', sha256: derived });
    expect(derived).not.toBe('mov');
  });

  it('tells a file that cannot be carried over from a storage that is away', async () => {
    const file = await storage.newFile();
    await writeFile(file, 'nothing of a film');
    await storage.keep(file, 'o', 'words');
    const [step] = prepared.plan(
      work([medium({ kind: 'video', mime: 'video/quicktime', sha256: 'words' })]),
      planOf,
    );
    const io = { content: work([]).content } as Partial<StepIo> as StepIo;
    await expect(step?.run(io)).rejects.toThrow('permanent video_unusable');
  });

  it('tells a storage that is away from a content that is wrong, and its address to the log alone', async () => {
    const logged: unknown[] = [];
    const away = new PreparedMedia(
      new Derivatives(
        new MediaStorage({
          LINEUP_HOME: home,
          S3_ENDPOINT: 'http://127.0.0.1:1',
          S3_REGION: 'r',
          S3_BUCKET: 'b',
          S3_ACCESS_KEY_ID: 'k',
          S3_SECRET_ACCESS_KEY: new Secret('s'),
        } as Config),
        NOTES,
        { perform },
      ),
      { warn: (...line: unknown[]) => void logged.push(line) },
    );
    const [step] = away.plan(work([medium({})]), planOf);
    const failure: unknown = await step?.run({} as StepIo).catch((reason: unknown) => reason);
    expect(failure).toMatchObject({
      detail: {
        class: 'transient',
        cause: 'media',
        code: 'storage_unreachable',
        refused: true,
        hint: 'storage_unavailable',
      },
    });
    expect(JSON.stringify(failure)).not.toContain('127.0.0.1');
    expect(JSON.stringify(logged)).toContain('127.0.0.1');
  });

  it('leaves videos, and plans without images, as they are', async () => {
    const video = medium({ kind: 'video', mime: 'video/mp4', sha256: 'video' });
    expect(prepared.plan(work([video]), planOf).map(({ name }) => name)).toEqual(['send']);
    expect(await runAll(work([video, medium({})]))).toEqual([
      'video',
      expect.stringMatching(/^[0-9a-f]{64}$/),
    ]);
  });

  it('keeps nothing when a derivative could not be made', async () => {
    const of = work([medium({ sha256: 'missing' })]);
    await expect(runAll(of)).rejects.toThrow();
    expect(of.progress).toEqual({});
  });
});
