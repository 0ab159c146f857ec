import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { until } from '../../../../test/support/until.js';
import { png, chunk } from '../../../../test/support/media/hostile-pictures.js';
import { u32 } from '../../../../test/support/media/hostile-films.js';
import { deflateSync } from 'node:zlib';
import { HelperEnded, HelperProcess } from './helper-process.js';
import { FileOpener } from './file-opener.js';
import { TaskFailed } from './tasks.js';

let folder: string;
let small: string;
const openers: FileOpener[] = [];
const opener = (processes = 1, waiting = Infinity, mb = 1_000): FileOpener => {
  const made = new FileOpener({ MEDIA_PROCESSES: processes, MEDIA_PROCESS_MB: mb }, waiting);
  openers.push(made);
  return made;
};
const inspect = (by: FileOpener, file: string, name = 'out', of = 'somebody') => {
  const [thumbnail, shown] = [join(folder, `${name}.webp`), join(folder, `${name}.jpg`)];
  return by.perform('image.inspect', { file, mime: 'image/png', thumbnail, shown }, of);
};
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lineup-opening-'));
  small = join(folder, 'small.png');
  await sharp({ create: { width: 64, height: 48, channels: 3, background: '#c40' } })
    .png()
    .toFile(small);
});
afterAll(async () => {
  for (const made of openers) made.onApplicationShutdown();
  await rm(folder, { recursive: true, force: true });
});

describe('the process that opens files', () => {
  it('works, stays warm for the next file, and ends with its master', async () => {
    const made = opener();
    expect(await inspect(made, small)).toEqual({ width: 64, height: 48, shown: false });
    const [pid] = made.pids;
    await inspect(made, small);
    expect(made.pids).toEqual([pid]);
    expect((await stat(join(folder, 'out.webp'))).size).toBeGreaterThan(0);
    made.onApplicationShutdown();
    await until('its end', () => !existsSync(`/proc/${pid}`));
    await expect(inspect(made, small)).rejects.toMatchObject({ end: 'ended' });
  });

  it('knows no secret and stands in no folder of ours', async () => {
    const made = opener();
    await inspect(made, small);
    const environment = await readFile(`/proc/${made.pids[0]}/environ`, 'latin1');
    const names = environment.split('\0').flatMap((line) => line.split('=')[0] || []);
    expect(names.filter((name) => !/^(PATH|PWD|OLDPWD|SHLVL|_|NODE_CHANNEL_\w+)$/.test(name))).toEqual([]);
    expect(environment).toMatch(/(^|\0)PWD=\/(\0|$)/);
  });

  it('says of a damaged file that it is, and goes on', async () => {
    const made = opener();
    const damaged = join(folder, 'damaged.png');
    await writeFile(damaged, (await readFile(small)).subarray(0, 80));
    await expect(inspect(made, damaged)).rejects.toBeInstanceOf(TaskFailed);
    const [pid] = made.pids;
    await inspect(made, small);
    expect(made.pids).toEqual([pid]);
  });

  it('opens nothing but what is taken, whatever it is asked', async () => {
    const drawing = join(folder, 'drawing.png');
    await writeFile(drawing, '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>');
    await expect(inspect(opener(), drawing)).rejects.toMatchObject({ failure: 'unreadable' });
  });

  it('is ended when it takes too long, and another takes its place', async () => {
    const helper = new HelperProcess(1_000, false, () => undefined);
    const asked = { name: 'image.inspect', ask: { file: small } } as never;
    await expect(helper.run(asked, 1)).rejects.toMatchObject({ end: 'time' });
    await until('its end', () => helper.over);
    await expect(helper.run(asked, 1_000)).rejects.toBeInstanceOf(HelperEnded);
    expect((await inspect(opener(), small)).width).toBe(64);
  });

  it('is ended when it holds too much, and this process never held it', async () => {
    // Interlaced: its rows can only be told once all of them are there.
    const side = 12_000;
    const head = chunk('IHDR', Buffer.concat([u32(side, side), Buffer.of(8, 2, 0, 0, 1)]));
    const rows = deflateSync(Buffer.alloc(side * side * 3 + 2 * side), { level: 1 });
    const file = join(folder, 'interlaced.png');
    await writeFile(file, png(head, chunk('IDAT', rows)));
    const before = process.memoryUsage.rss();
    await expect(inspect(opener(1, Infinity, 300), file)).rejects.toMatchObject({ end: 'memory' });
    expect(process.memoryUsage.rss() - before).toBeLessThan(100_000_000);
  });

  it('is one of a few, and who waits too long in line is told when to come back', async () => {
    const made = opener(2, 3);
    const asked = Array.from({ length: 12 }, (_, at) => inspect(made, small, `line-${at}`, `person ${at}`));
    const answers = await Promise.allSettled(asked);
    const refused = answers.filter(({ status }) => status === 'rejected');
    expect(made.pids.length).toBeLessThanOrEqual(2);
    expect(refused).toHaveLength(7);
    expect(refused[0]).toMatchObject({
      reason: { status: 503, code: 'media_busy', extra: { retryAfter: 10 } },
    });
  });

  it('serves one person’s file before the tenth of another', async () => {
    const made = opener(1, 40);
    const order: string[] = [];
    const many = Array.from({ length: 8 }, (_, at) =>
      inspect(made, small, `many-${at}`, 'a').then(() => order.push('a')),
    );
    const one = inspect(made, small, 'one', 'b').then(() => order.push('b'));
    await Promise.all([...many, one]);
    expect(order.indexOf('b')).toBe(1);
    const greedy = Array.from({ length: 30 }, (_, at) => inspect(made, small, `greedy-${at}`, 'a'));
    const refused = (await Promise.allSettled(greedy)).filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(30 - 1 - 10);
  });

  it('is found from wherever the server runs', () => {
    expect(existsSync(resolve('dist/libs/media/src/helper/main.js'))).toBe(true);
  });
});
