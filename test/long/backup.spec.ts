import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#lib/database/embedded';
import { cookieOf, type HttpClient, httpClient, type Schemas } from '../support/http.js';
import { TestProcess } from '../support/processes.js';
import { until } from '../support/until.js';

jest.setTimeout(240_000);
const CLI = 'dist/apps/cli/src/main.js';
const POSTS = 12;
const ORGANISED = { title: 'Sauvegarde' };

interface Shown {
  platform: string;
  text: string;
}

let folder: string;
let port: number;
const running: TestProcess[] = [];
const homeOf = (name: string): string => join(folder, name);
const lineup = (home: string, ...args: string[]): TestProcess => {
  const started = new TestProcess(CLI, args, { LINEUP_HOME: homeOf(home), PORT: String(port) });
  running.push(started);
  return started;
};

async function start(home: string): Promise<{ url: string; password: string }> {
  const started = lineup(home, 'start');
  const line = await started.until(
    'the line of JSON',
    () => /^\{"url".*$/m.exec(started.output)?.[0] ?? null,
    120_000,
  );
  return JSON.parse(line) as { url: string; password: string };
}

async function signIn(url: string, name: string, password: string): Promise<HttpClient> {
  const origin = { origin: url };
  const email = `${name}@up.example`;
  const answer = await httpClient(url, origin).post('/api/auth/sign-in/email', { email, password });
  if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}`);
  return httpClient(url, { ...origin, cookie: cookieOf(answer.headers) });
}

/** How often each text that begins like this is on a network's page. */
async function timesShown(client: HttpClient, words: string): Promise<Map<string, number>> {
  const { body } = await client.get<{ items: Shown[] }>('/sandbox/api/feed');
  const times = new Map<string, number>();
  for (const { platform, text } of body.items) {
    if (!text.startsWith(words)) continue;
    const name = `${platform} ${text.split('\n')[0] ?? ''}`;
    times.set(name, (times.get(name) ?? 0) + 1);
  }
  return times;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lineup-backup-'));
  chmodSync(folder, 0o755);
});
beforeEach(async () => {
  port = await freePort();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((started) => started.stop()));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('lineup backup and lineup restore', () => {
  it('take database, media and keys in the middle of a burst, and publish nothing twice once they are back', async () => {
    const { url, password } = await start('first');
    const [editor, manager] = [await signIn(url, 'editor', password), await signIn(url, 'manager', password)];
    const channel = (await editor.get<{ items: Schemas['Channel'][] }>('/api/v1/channels')).body.items.find(
      ({ platform }) => platform === 'linkedin',
    );
    const ids: string[] = [];
    for (let n = 0; n < POSTS; n++) {
      const text = `Sauvegarde n° ${n}`;
      const post = { ...ORGANISED, text, channelIds: [channel?.id] };
      const { id } = (await editor.post<Schemas['Post']>('/api/v1/posts', post)).body;
      const { revision } = (await editor.post<Schemas['Post']>(`/api/v1/posts/${id}/submit`, {})).body;
      const approved = await manager.post(`/api/v1/posts/${id}/approve`, { revisionHash: revision?.hash });
      expect(approved.status).toBe(200);
      ids.push(id);
    }
    const publish = (some: string[]) =>
      Promise.all(some.map((id) => manager.post(`/api/v1/posts/${id}/publish-now`, {})));
    const shown = () => timesShown(editor, 'Sauvegarde n°');

    await publish(ids.slice(0, POSTS / 2));
    await until('the first to be out', async () => (await shown()).size > 0, 30_000);
    const backup = lineup('first', 'backup', '--to', homeOf('backup'));
    await publish(ids.slice(POSTS / 2));
    expect([await backup.exited, backup.output]).toEqual([0, expect.stringContaining('The backup is whole')]);
    await until('all to be out', async () => (await shown()).size === POSTS, 60_000);
    for (const one of running.splice(0)) await one.stop('SIGTERM');

    const restored = lineup('second', 'restore', '--from', homeOf('backup'));
    expect([await restored.exited, restored.output]).toEqual([
      0,
      expect.stringContaining('Restored as it was'),
    ]);
    const media = (home: string) =>
      readdirSync(join(homeOf(home), 'media'), { recursive: true }).filter(
        (path) => !String(path).startsWith('incoming'),
      );
    expect(media('second')).toEqual(media('first'));
    expect(readFileSync(join(homeOf('second'), 'secrets.json'), 'utf8')).toContain(password);
    // The networks did not go back.
    cpSync(join(homeOf('first'), 'sandbox'), join(homeOf('second'), 'sandbox'), { recursive: true });

    const again = await start('second');
    const reader = await signIn(again.url, 'manager', again.password);
    const states = () =>
      Promise.all(
        ids.map(async (id) => (await reader.get<Schemas['Post']>(`/api/v1/posts/${id}`)).body.state),
      );
    // Those that were not even asked for when the backup was taken are still approved: a person sends them.
    await until(
      'nothing to be on its way',
      async () => (await states()).every((state) => state === 'published' || state === 'approved'),
      120_000,
    );
    expect(await states()).toContain('published');
    const times = [...(await timesShown(reader, 'Sauvegarde n°')).values()];
    expect(times).toEqual(Array.from({ length: POSTS }, () => 1));
  });

  it('overwrites nothing, and takes no half backup for a whole one', async () => {
    const complaint = async (...args: string[]) => {
      const asked = lineup('third', ...args);
      return [await asked.exited, asked.output];
    };
    expect(await complaint('backup', '--to', homeOf('nothing'))).toEqual([
      1,
      expect.stringContaining('There is nothing to back up'),
    ]);
    expect(await complaint('backup', '--to', homeOf('backup'))).toEqual([
      1,
      expect.stringContaining('is there already'),
    ]);
    expect(await complaint('restore', '--from', folder)).toEqual([
      1,
      expect.stringContaining('holds no backup'),
    ]);
    const inside = lineup('second', 'backup', '--to', join(homeOf('second'), 'media', 'copy'));
    expect([await inside.exited, inside.output]).toEqual([
      1,
      expect.stringContaining('is what is backed up'),
    ]);
    expect(existsSync(join(homeOf('second'), 'media', 'copy'))).toBe(false);
    const onTop = lineup('second', 'restore', '--from', homeOf('backup'));
    expect([await onTop.exited, onTop.output]).toEqual([1, expect.stringContaining('is not empty')]);
    cpSync(homeOf('backup'), homeOf('foreign'), { recursive: true });
    const secrets = join(homeOf('foreign'), 'secrets.json');
    writeFileSync(secrets, readFileSync(secrets, 'utf8').replace(/"secret": "./, '"secret": "~'));
    expect(await complaint('restore', '--from', homeOf('foreign'))).toEqual([
      1,
      expect.stringContaining('LINEUP_SECRET is not the one'),
    ]);
    expect(existsSync(join(homeOf('third'), 'postgres'))).toBe(false);
  });

  it('takes what does not run, too, once for two who ask at the same moment', async () => {
    const both = ['cold', 'cold'].map((name) => lineup('second', 'backup', '--to', homeOf(name)));
    const codes = await Promise.all(both.map((one) => one.exited));
    // Who came second is told so, and leaves nothing behind.
    expect(codes.sort()).toEqual([0, 1]);
    expect(both.map(({ output }) => output).join('')).toMatch(/just (been made|starting)|is there already/);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    // As a backup lies on a disk that one only reads.
    chmodSync(join(homeOf('cold'), 'secrets.json'), 0o440);
    const back = lineup('fourth', 'restore', '--from', homeOf('cold'));
    expect([await back.exited, back.output]).toEqual([0, expect.stringContaining('Restored as it was')]);
    expect(statSync(join(homeOf('cold'), 'secrets.json')).mode & 0o777).toBe(0o440);
    expect(statSync(join(homeOf('fourth'), 'secrets.json')).mode & 0o777).toBe(0o600);
    const { url, password } = await start('fourth');
    expect((await (await signIn(url, 'editor', password)).get('/api/v1/posts')).status).toBe(200);
  });
});
