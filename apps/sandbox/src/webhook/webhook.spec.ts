import { createHmac, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fileServer, jpeg, TestBench } from '../testing/bench.js';

const ME = '800000000000001';
const KEY = Buffer.alloc(32, 3);
const SECRET = `whsec_${KEY.toString('base64')}`;

describe('a receiver of webhooks', () => {
  let bench: TestBench;
  beforeEach(async () => {
    bench = await TestBench.start();
    bench.control.changeSettings({ platform: 'webhook', visibilityLagMs: 0 });
    bench.control.createAccount({
      platform: 'webhook',
      id: ME,
      name: 'Le mur',
      handle: 'mur',
      token: SECRET,
    });
  });
  afterEach(() => bench.stop());

  const send = (id: string, event: object, { key = KEY, at = bench.clock.now() } = {}) => {
    const body = JSON.stringify({ timestamp: '2026-11-22T09:00:00.000Z', ...event });
    const timestamp = String(Math.floor(at / 1_000));
    const hash = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
    return bench.send('POST', '/webhook', {
      body,
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        // A sender that changes its secret signs with both.
        'webhook-signature': `v1,${Buffer.alloc(32).toString('base64')} v1,${hash}`,
      },
    });
  };
  const verify = (over = {}) => send('verify_1', { type: 'channel.verify', data: {} }, over);
  const publish = (id: string, over: object = {}) => {
    const data = { publicationId: id, type: 'text', title: null, text: 'Bonjour', hashtags: [], link: null };
    return send(id, { type: 'post.published', data: { ...data, media: [], ...over } });
  };
  const lookUp = (publicationId: string) =>
    send(`lookup_${publicationId}`, { type: 'post.lookup', data: { publicationId } });
  const saidBy = async (sent: ReturnType<typeof send>) => {
    const { status, json } = await sent;
    return [status, json<{ error: { code: string } }>().error.code];
  };

  it('says who it is, and takes what it does not know without doing anything', async () => {
    expect((await verify()).json()).toEqual({ receiver: { id: ME, name: 'Le mur', lookup: true } });
    const { status, text } = await send('other_1', { type: 'post.deleted', data: {} });
    expect([status, text]).toEqual([202, '']);
    expect(bench.control.feed().items).toEqual([]);
  });

  it('refuses what is not signed by its secret, and what was signed too long ago or too early', async () => {
    expect(await saidBy(bench.json('/webhook', { type: 'channel.verify' }))).toEqual([
      400,
      'headers_missing',
    ]);
    expect(await saidBy(verify({ key: Buffer.alloc(32) }))).toEqual([401, 'invalid_signature']);
    for (const off of [-301_000, 301_000]) {
      const at = bench.clock.now() + off;
      expect(await saidBy(verify({ at }))).toEqual([401, 'invalid_timestamp']);
    }
    expect((await verify({ at: bench.clock.now() - 299_000 })).status).toBe(200);
    bench.control.patchAccount('webhook', ME, { tokenState: 'revoked' });
    expect(await saidBy(verify())).toEqual([410, 'gone']);
  });

  it('shows a post with its media, which it fetches', async () => {
    const files = await fileServer({ '/photo.jpg': jpeg(8, 8) });
    const medium = {
      ...{ kind: 'image', mime: 'image/jpeg', bytes: 25, width: 8, height: 8, durationMs: null },
      altText: 'Une tasse',
    };
    const id = randomUUID();
    const sent = await publish(id, {
      title: 'Le café ouvre',
      media: [{ ...medium, url: `${files.origin}/photo.jpg` }],
    });
    expect(sent.json()).toEqual({ url: `https://intranet-${ME}.example/posts/${id}` });
    expect(bench.control.feed().items).toMatchObject([
      { id, text: 'Bonjour', title: 'Le café ouvre', media: [{ altText: 'Une tasse' }] },
    ]);
    const gone = publish(randomUUID(), { media: [{ ...medium, url: `${files.origin}/gone.jpg` }] });
    expect(await saidBy(gone)).toEqual([422, 'media_unreachable']);
    expect(await saidBy(publish(randomUUID(), { text: 7 }))).toEqual([422, 'content_refused']);
    files.close();
    expect(bench.control.feed().items).toHaveLength(1);
  });

  it('shows a repetition a second time, unless it knows one by its id', async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    await publish(first);
    await publish(first);
    expect(bench.control.ledger({ kind: 'published' }).entries).toHaveLength(2);
    bench.control.changeSettings({ platform: 'webhook', knowsRepetitions: true });
    const answers = [await publish(second), await publish(second)].map(({ text }) => text);
    expect(answers[1]).toBe(answers[0]);
    expect(bench.control.ledger({ kind: 'published' }).entries).toHaveLength(3);
  });

  it('tells what it received, and says beforehand whether it does', async () => {
    const id = randomUUID();
    expect((await lookUp(id)).json()).toEqual({ received: false });
    await publish(id);
    expect((await lookUp(id)).json()).toMatchObject({ received: true, url: expect.stringContaining(id) });
    bench.control.changeSettings({ platform: 'webhook', answersLookups: false });
    expect((await verify()).json()).toMatchObject({ receiver: { lookup: false } });
  });

  it('counts posts of a minute, and says how long to wait', async () => {
    bench.control.changeSettings({ platform: 'webhook', quotas: { postsPerMinute: 1 } });
    await publish(randomUUID());
    const refused = await publish(randomUUID());
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
    expect((await verify()).status).toBe(200);
  });
});
