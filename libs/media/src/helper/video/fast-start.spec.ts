import { EncodedPacketSink } from 'mediabunny';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startsFast } from './box-order.js';
import { TaskFailed } from '../../opening/tasks.js';
import { displayOf } from './display.js';
import { writeFastStart } from './fast-start.js';
import { holdsLocation } from './location.js';
import { readVideo, withVideo } from './read-video.js';

/** As a phone makes it: the index at the end, and the place where it was taken. */
const INDEX_LAST = 'test/support/media/clip-index-last.mp4';
/** The box that holds a place. Source: 3GPP TS 26.244, 8 (location information). */
const PLACE = 'loci';
const INDEX_FIRST = 'test/support/media/clip.mp4';

describe('the layout of a video', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lineup-video-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is read with its encoding', async () => {
    const facts = { codec: 'avc', audioCodec: 'aac', frameRate: 24 };
    const shape = { width: 720, height: 1280, durationMs: 4_000 };
    const first = { ...facts, fastStart: true, located: false };
    expect(await readVideo(INDEX_FIRST)).toEqual({ ...shape, video: first });
    const last = { ...facts, fastStart: false, located: true };
    expect(await readVideo(INDEX_LAST)).toEqual({ ...shape, video: last });
  });

  it('of anything else is not fast, and never an endless search', async () => {
    const file = join(folder, 'odd');
    for (const bytes of ['', 'short', '\0\0\0\0free', '\0\0\0\u0007free', 'no box at all, only words']) {
      await writeFile(file, bytes);
      expect([await startsFast(file), await holdsLocation(file)]).toEqual([false, false]);
    }
  });

  it('is turned round without a change to pictures and sound, without the place, and always alike', async () => {
    expect((await readFile(INDEX_LAST)).includes(PLACE)).toBe(true);
    const [first, second] = [join(folder, 'first.mp4'), join(folder, 'second.mp4')];
    await writeFastStart(INDEX_LAST, first);
    const before = await readVideo(INDEX_LAST);
    const after = { ...before.video, fastStart: true, located: false };
    expect(await readVideo(first)).toEqual({ ...before, video: after });
    expect(await packetsOf(first)).toEqual(await packetsOf(INDEX_LAST));
    expect((await readFile(first)).includes(PLACE)).toBe(false);
    // Another second on the clock.
    await until(Math.floor(Date.now() / 1000) + 1);
    await writeFastStart(INDEX_LAST, second);
    expect((await readFile(second)).equals(await readFile(first))).toBe(true);
  });

  it('shows a mirrored video mirrored, which no rotation could', async () => {
    const source = 'test/support/media/video-mirrored.mp4';
    const target = join(folder, 'mirrored.mp4');
    await writeFastStart(source, target);
    const { track } = await displayOf(target);
    expect([0, 4, 12, 16].map((at) => (track?.readInt32BE(at) ?? 0) / 65_536)).toEqual([-1, 0, 0, 1]);
    expect(await displayOf(target)).toEqual(await displayOf(source));
    expect(await readVideo(target)).toMatchObject({ video: { fastStart: true } });
  });

  it.each([
    ['qt  ', 'a MOV, as telephones make it'],
    ['M4V ', 'an M4V'],
  ])('becomes an MP4 from %j, %s', async (brand) => {
    const source = join(folder, 'camera');
    const bytes = await readFile(INDEX_LAST);
    bytes.write(brand, 8, 'latin1');
    await writeFile(source, bytes);
    const target = join(folder, 'rewrapped.mp4');
    await writeFastStart(source, target);
    expect((await readFile(target)).toString('latin1', 4, 12)).toMatch(/^ftypiso/);
    expect(await packetsOf(target)).toEqual(await packetsOf(INDEX_LAST));
  });

  it('says where it was taken across the border of what is read at once', async () => {
    const file = join(folder, 'far.mp4');
    const index = Buffer.alloc(1_048_576 + 100);
    index.writeUInt32BE(index.length, 0);
    index.write('moov', 4, 'latin1');
    await writeFile(file, index);
    expect(await holdsLocation(file)).toBe(false);
    index.write('\u00a9xyz', 1_048_574, 'latin1');
    await writeFile(file, index);
    expect(await holdsLocation(file)).toBe(true);
  });

  it('is left alone when there is no video in it', async () => {
    const file = join(folder, 'words');
    await writeFile(file, 'only words, and none of them is a film');
    await expect(writeFastStart(file, join(folder, 'out'))).rejects.toThrow(TaskFailed);
  });
});

const until = (second: number) => new Promise((done) => setTimeout(done, second * 1000 - Date.now()));

/** When every packet is shown, and a digest of its bytes. */
async function packetsOf(file: string): Promise<string[]> {
  return withVideo(file, async (input) => {
    const packets: string[] = [];
    for (const track of await input.getTracks()) {
      for await (const { timestamp, data } of new EncodedPacketSink(track).packets()) {
        packets.push(`${timestamp.toFixed(4)} ${createHash('sha256').update(data).digest('hex')}`);
      }
    }
    return packets;
  });
}
