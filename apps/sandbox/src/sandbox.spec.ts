import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '../../../test/support/until.js';
import { jpeg, TestBench } from './testing/bench.js';

const PAGE = '61000000000000001';
const account = {
  platform: 'facebook',
  id: PAGE,
  name: 'Up café',
  handle: 'upcafe',
  token: 'secret-token',
} as const;

describe('faults', () => {
  let bench: TestBench;
  const say = (message: string) =>
    bench.form(`/facebook/v25.0/${PAGE}/feed`, { access_token: 'secret-token', message });
  const texts = () => bench.control.feed().items.map((item) => item.text);
  const arm = (fault: Parameters<TestBench['control']['armFault']>[0]['fault'], params = {}) =>
    bench.control.armFault({ platform: 'facebook', account: PAGE, operation: 'feed', fault, params });

  beforeEach(async () => {
    bench = await TestBench.start();
    bench.control.createAccount(account);
  });
  afterEach(() => bench.stop());

  it.each([
    ['drop_before', false],
    ['drop_after', true],
    ['timeout_before', false],
    ['timeout_after', true],
  ] as const)('%s cuts the line; committed: %s', async (fault, committed) => {
    arm(fault, { delayMs: 20 });
    await expect(say('Perdu')).rejects.toThrow();
    expect(texts()).toEqual(committed ? ['Perdu'] : []);
    expect(bench.control.ledger({ kind: 'feed' }).entries).toMatchObject([
      { fault, committed, status: null },
    ]);
    expect((await say('Ensuite')).status).toBe(200);
  });

  it.each([
    ['error_500_before', 500, false],
    ['error_500_after', 500, true],
    ['html_502', 502, true],
    ['truncated_json', 200, true],
    ['garbage', 200, true],
    ['rate_limited', 400, false],
    ['token_expired', 400, false],
    ['forbidden', 400, false],
    ['duplicate', 400, false],
  ] as const)('%s answers %i; committed: %s', async (fault, status, committed) => {
    arm(fault);
    expect((await say('Essai')).status).toBe(status);
    expect(texts()).toEqual(committed ? ['Essai'] : []);
  });

  it('says how long a rate limit lasts, and any error word for word', async () => {
    arm('rate_limited', { retryAfterS: 1020 });
    const limited = await say('Essai');
    expect(limited.headers.get('x-business-use-case-usage')).toContain(
      '"estimated_time_to_regain_access":17',
    );
    arm('error', { status: 403, body: { error: { code: 368 } }, committed: true });
    const blocked = await say('Essai');
    expect([blocked.status, blocked.json()]).toEqual([403, { error: { code: 368 } }]);
    expect(texts()).toEqual(['Essai']);
  });

  it('counts down, strikes only its own, and can be cleared', async () => {
    bench.control.armFault({ platform: 'facebook', operation: '*', fault: 'error_500_before', times: 2 });
    bench.control.armFault({ platform: 'facebook', account: '1', fault: 'drop_before', times: -1 });
    expect([(await say('a')).status, (await say('b')).status, (await say('c')).status]).toEqual([
      500, 500, 200,
    ]);
    expect(bench.control.faults()).toHaveLength(1);
    bench.control.clearFaults();
    expect(bench.control.faults()).toEqual([]);
    expect(() => bench.control.armFault({ platform: 'tiktok', operation: 'feed', fault: 'slow' })).toThrow();
  });

  it('waits when told to be slow, with the effect at arrival', async () => {
    bench.control.changeSettings({ latencyMs: 400 });
    const begun = performance.now();
    let answered = false;
    const answer = say('Lent').then(() => (answered = true));
    await until('the effect', () => texts().includes('Lent'));
    expect(answered).toBe(false);
    await answer;
    expect(performance.now() - begun).toBeGreaterThan(395);
  });
});

describe('memory', () => {
  let dataDir: string;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'sandbox-'));
  });
  afterEach(() => rm(dataDir, { recursive: true }));

  it('keeps accounts, feeds, media, hidden posts and ledger across a restart, and no token in the ledger', async () => {
    const before = await TestBench.start({ dataDir });
    before.control.createAccount({ ...account, token: undefined });
    const { token } = before.control.accounts()[0] ?? { token: '' };
    const auth = { access_token: token };
    const body = new FormData();
    body.set('caption', 'Photo');
    body.set('source', new Blob([new Uint8Array(jpeg(600, 600))]), 'a.jpg');
    await before.send('POST', `/facebook/v25.0/${PAGE}/photos?access_token=${token}`, { body });
    const hidden = await before.form(`/facebook/v25.0/${PAGE}/feed`, {
      ...auth,
      message: 'Caché',
      published: 'false',
    });
    const feed = before.control.feed();
    const ledger = before.control.ledger();
    await before.stop();

    const after = await TestBench.start({ dataDir }, before.clock);
    expect(after.control.feed()).toEqual(feed);
    expect(after.control.ledger()).toEqual(ledger);
    const media = await after.send('GET', feed.items[0]?.media[0]?.url ?? '');
    expect(media.headers.get('content-type')).toBe('image/jpeg');
    await after.form(`/facebook/v25.0/${hidden.json<{ id: string }>().id}`, {
      ...auth,
      is_published: 'true',
    });
    expect(after.control.feed().items.map((item) => item.text)).toEqual(['Caché', 'Photo']);
    expect(JSON.stringify(after.control.ledger())).not.toContain(token);

    await after.control.reset();
    expect(after.control.feed().items).toEqual([]);
    await after.stop();
    const last = await TestBench.start({ dataDir });
    expect(last.control.ledger().entries).toEqual([]);
    expect(last.control.accounts()).toHaveLength(1);
    await last.stop();
    expect(await readFile(join(dataDir, 'ledger.jsonl'), 'utf8')).not.toContain('Caché');
  });
});

describe('control API and page', () => {
  let bench: TestBench;

  beforeEach(async () => {
    bench = await TestBench.start();
  });
  afterEach(() => bench.stop());

  it('makes an account once, and refuses what it does not understand', async () => {
    const first = await bench.json('/sandbox/api/accounts', account);
    const second = await bench.json('/sandbox/api/accounts', { ...account, name: 'Autre' });
    expect(second.json()).toEqual(first.json());
    expect((await bench.json('/sandbox/api/faults', { platform: 'facebook', fault: 'melt' })).status).toBe(
      400,
    );
    expect((await bench.json('/sandbox/api/settings', { latency: 3 })).status).toBe(400);
    const settings = await bench.json('/sandbox/api/settings', { platform: 'tiktok', videoDelayMs: 9 });
    expect(settings.json()).toMatchObject({ tiktok: { videoDelayMs: 9 }, facebook: { videoDelayMs: 1500 } });
  });

  it('takes a past into the feeds once, and counts none of it', async () => {
    await bench.json('/sandbox/api/accounts', account);
    const past = {
      files: { affiche: jpeg(40, 50).toString('base64') },
      items: [
        {
          platform: 'facebook',
          account: PAGE,
          key: 'affiche',
          text: 'Avant',
          media: [{ file: 'affiche', altText: 'Une affiche' }],
          comments: ['Premier'],
          createdAt: '2026-01-10T09:00:00.400Z',
        },
      ],
    };
    const answers = [];
    for (const _ of [1, 2]) answers.push(await bench.json('/sandbox/api/history', past));
    const named = {
      id: expect.stringMatching(new RegExp(`^${PAGE}_\\d+$`)),
      url: expect.stringMatching(/^https:/),
    };
    for (const answer of answers) {
      expect([answer.status, answer.json()]).toEqual([201, { posts: [named] }]);
      expect(answer.json()).toEqual(answers[0]?.json());
    }
    expect(bench.control.feed().items).toMatchObject([
      {
        text: 'Avant',
        createdAt: '2026-01-10T09:00:00.400Z',
        media: [{ kind: 'image', altText: 'Une affiche' }],
        comments: [{ text: 'Premier' }],
      },
    ]);
    expect(bench.control.stats().publications).toEqual([]);
    expect(bench.control.ledger().entries).toEqual([]);
  });

  it('counts double publications', async () => {
    await bench.json('/sandbox/api/accounts', account);
    bench.control.changeSettings({ duplicateWindowS: 0 });
    for (const _ of [1, 2]) {
      await bench.form(`/facebook/v25.0/${PAGE}/feed`, {
        access_token: 'secret-token',
        message: 'Deux fois',
      });
    }
    const stats = await bench.get('/sandbox/api/stats');
    expect(stats.json()).toMatchObject({
      accounts: [{ account: PAGE, published: 2 }],
      publications: [{ text: 'Deux fois', count: 2 }],
    });
    const feed = await bench.get('/sandbox/api/feed', {
      platform: 'facebook',
      since: '2026-11-22T08:00:00Z',
      limit: '1',
    });
    expect(feed.json<{ items: unknown[] }>().items).toHaveLength(1);
  });

  it.each([
    ['fr-FR,fr;q=0.9', 'fr'],
    ['de', 'en'],
  ])('speaks to a reader of %s in %s', async (accept, language) => {
    const page = await bench.send('GET', '/sandbox', { headers: { 'accept-language': accept } });
    expect(page.text).toContain(`<html lang="${language}">`);
  });

  it('takes a thousand requests at once', async () => {
    await bench.json('/sandbox/api/accounts', account);
    const say = (n: number) =>
      bench.form(`/facebook/v25.0/${PAGE}/feed`, { access_token: 'secret-token', message: `n° ${n}` });
    const answers = await Promise.all(Array.from({ length: 1000 }, (_, n) => say(n)));
    expect(answers.filter((answer) => answer.status !== 200)).toEqual([]);
    expect(bench.control.feed({ limit: 2000 }).items).toHaveLength(1000);
  });
});
