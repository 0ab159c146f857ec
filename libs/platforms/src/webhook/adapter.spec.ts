import { createHmac } from 'node:crypto';
import {
  aContent,
  aMedium,
  type DoubleReply,
  failureOf,
  type NetworkDouble,
  runStep,
  startNetworkDouble,
} from '../../../../test/support/network-double.js';
import { adapterOf } from '../registry.js';
import { checkContent } from '../rules/index.js';
import { webhook } from './adapter.js';

const KEY = Buffer.alloc(24, 7);
const credential = { accessToken: `whsec_${KEY.toString('base64')}` };
const AT = '2026-11-22T10:00:00.000Z';
const post = aContent({
  type: 'images',
  text: 'Le café ouvre ! #Solutions\n#2026',
  media: [
    aMedium(),
    aMedium({ id: 'clip', kind: 'video', mime: 'video/mp4', durationMs: 4_000, altText: '' }),
  ],
  options: { title: ' Le café ouvre ' },
});

describe('webhook', () => {
  let network: NetworkDouble;
  beforeAll(async () => {
    network = await startNetworkDouble();
  });
  afterAll(() => network.close());
  const io = (progress = {}, content = post) => ({
    ...network.io(webhook, content, { progress, credential }),
    settings: { origin: `${network.origin}/hooks/A/?key=1`, version: 'v1' },
  });
  const reading = (progress = {}) => ({ ...io(progress), since: AT, until: AT });
  const publish = () => runStep(webhook, io(), 'publish');
  const answer = (...replies: DoubleReply[]) =>
    network.answer(() => replies[Math.min(network.requests.length, replies.length) - 1] ?? {});
  const sent = (at = 0) => {
    const { headers, body, path, query } = network.requests[at] ?? {};
    return { headers: headers ?? {}, body: body ?? '', path, query };
  };
  const error = (status: number, code: unknown, headers = {}): DoubleReply => ({
    status,
    headers,
    body: { error: { code, message: 'Le mur est plein' } },
  });

  it('sends the post to the address as it is, signed over the bytes that were sent', async () => {
    answer({ status: 202 });
    expect(await publish()).toEqual({ state: 'done', output: { id: 'publication', url: null } });
    const { headers, body, path, query } = sent();
    expect([path, query?.get('key')]).toEqual(['/hooks/A/', '1']);
    expect(headers['webhook-id']).toBe('publication');
    expect(headers['webhook-timestamp']).toBe(String(Date.parse(AT) / 1_000));
    const signed = `publication.${String(headers['webhook-timestamp'])}.${body}`;
    expect(headers['webhook-signature']).toBe(
      `v1,${createHmac('sha256', KEY).update(signed).digest('base64')}`,
    );
    expect(JSON.parse(body)).toEqual({
      type: 'post.published',
      timestamp: AT,
      data: {
        publicationId: 'publication',
        type: 'images',
        title: 'Le café ouvre',
        text: post.text,
        hashtags: ['Solutions'],
        link: null,
        media: [
          {
            url: 'https://media.example/medium',
            ...{ kind: 'image', mime: 'image/jpeg', bytes: 8, width: 1080, height: 1080, durationMs: null },
            altText: 'Le café',
          },
          {
            url: 'https://media.example/clip',
            ...{ kind: 'video', mime: 'video/mp4', bytes: 8, width: 1080, height: 1080, durationMs: 4_000 },
            altText: '',
          },
        ],
      },
    });
  });

  it.each([
    ['nothing', { status: 204 }, null],
    ['n8n’s words', { body: { message: 'Workflow was started' } }, null],
    ['Make’s word', { headers: { 'content-type': 'text/plain' }, body: 'Accepted' }, null],
    ['a list', { body: [{ ok: true }] }, null],
    ['an address', { body: { url: 'https://intranet.example/posts/1' } }, 'https://intranet.example/posts/1'],
    ['an address that is none', { body: { url: 'http://intranet.example/1' } }, null],
    ['a number for an address', { body: { url: 7 } }, null],
  ] as const)('is published when a receiver answers with %s', async (_, reply: DoubleReply, remoteUrl) => {
    answer(reply);
    const { output = null } = await publish();
    expect(adapterOf('webhook').remotePost({ publish: output }, io().account)).toEqual({
      remoteId: 'publication',
      remoteUrl,
    });
  });

  const html = '<!doctype html><title>Connexion</title>';
  it.each<[string, DoubleReply]>([
    ['a page of a sign-in', { headers: { 'content-type': 'text/html' }, body: html }],
    ['JSON that was cut', { headers: { 'content-type': 'application/json' }, body: '{"url":"htt' }],
    ['an error in a success', error(200, 'content_refused')],
    ['a gateway’s page', { status: 404, body: html }],
    ['a gateway’s JSON', error(404, 404)],
    ['a code of somebody else’s', error(422, 'UNPROCESSABLE')],
    ['a code under another status', error(400, 'content_refused')],
    ['a name that every object has', error(401, 'constructor')],
    ['its own fault', error(500, 'unavailable')],
    ['another address', { status: 307, headers: { location: 'https://elsewhere.example/' } }],
  ])('does not know what became of a post after %s', async (_, reply) => {
    answer(reply);
    expect(await failureOf(publish())).toMatchObject({ class: 'unknown', refused: false });
    expect(network.requests).toHaveLength(1);
  });

  it.each([
    [401, 'invalid_signature', { class: 'auth', hint: 'reconnect' }],
    [401, 'invalid_timestamp', { class: 'transient' }],
    [403, 'forbidden', { class: 'auth', hint: 'missing_permission' }],
    [410, 'gone', { class: 'auth', hint: 'reconnect' }],
    [422, 'content_refused', { class: 'permanent', hint: 'content_refused' }],
    [422, 'media_unreachable', { class: 'transient', hint: 'media_unreachable' }],
    [
      429,
      'rate_limited',
      { class: 'rate_limited', hint: 'rate_limited', scope: 'channel', retryAfterMs: 60_000 },
    ],
    [503, 'unavailable', { class: 'transient' }],
  ])('believes a receiver that says %i %s, in its own words', async (status, code, meaning) => {
    answer(error(status, code));
    expect(await failureOf(publish())).toEqual({
      ...meaning,
      ...{ cause: 'network', code, message: 'Le mur est plein', refused: true },
    });
  });

  it.each([
    [429, 'rate_limited'],
    [503, 'unavailable'],
  ])('waits as long as a receiver says with %i', async (status, code) => {
    answer(error(status, code, { 'retry-after': '90' }));
    expect(await failureOf(publish())).toMatchObject({ retryAfterMs: 90_000 });
  });

  it('asks before the due instant, under an id of its own each time, whether the receiver is there', async () => {
    answer({ body: { receiver: { id: 'wall', lookup: true } } });
    expect(await runStep(webhook, io(), 'verify')).toEqual({ state: 'done', output: { lookup: true } });
    await runStep(webhook, io(), 'verify');
    const ids = [sent(0), sent(1)].map(({ headers }) => headers['webhook-id']);
    expect(ids[0]).toMatch(/^verify_[\da-f]{12}$/u);
    expect(new Set(ids).size).toBe(2);
    expect(JSON.parse(sent().body)).toEqual({ type: 'channel.verify', timestamp: AT, data: {} });
    answer({ status: 404, body: html });
    expect(await failureOf(runStep(webhook, io(), 'verify'))).toMatchObject({ class: 'transient' });
  });

  it('is the receiver by the id it gives itself, or the address, which nobody can read from it', async () => {
    answer({ body: { receiver: { id: 'wall', name: 'Le mur' }, id: '7' } });
    expect(await adapterOf('webhook').account(io())).toEqual({
      remoteId: 'id:wall',
      name: 'Le mur',
      handle: 'wall',
    });
    answer({ body: 'Accepted' });
    const account = await adapterOf('webhook').account(io());
    expect(account.remoteId).toMatch(/^address:[\da-f]{32}$/u);
    expect(account.name).toBe(new URL(network.origin).host);
    const other = { ...io(), settings: { origin: `${network.origin}/hooks/B`, version: 'v1' } };
    expect((await adapterOf('webhook').account(other)).remoteId).not.toBe(account.remoteId);
    answer({ body: { receiver: { id: '../me' } } });
    expect(await failureOf(adapterOf('webhook').account(io()))).toMatchObject({ class: 'transient' });
  });

  it('sends nothing with what is no secret', async () => {
    answer({});
    const wrong = { ...io(), credential: { accessToken: 'not-a-token-of-anyone' } };
    expect(await failureOf(webhook.account(wrong))).toMatchObject({ class: 'auth', refused: true });
    expect(network.requests).toEqual([]);
  });

  it('asks what was received of receivers alone that said they answer', async () => {
    answer({ body: { received: false } });
    expect(await webhook.reconcile(reading({ verify: { lookup: false } }))).toMatchObject({
      found: 'unclear',
    });
    expect(await webhook.search(reading({ verify: { lookup: false } }))).toBeNull();
    expect(network.requests).toEqual([]);
    expect(await webhook.reconcile(reading({ verify: { lookup: true } }))).toEqual({ found: 'no' });
    expect(await webhook.search(reading({ verify: { lookup: true } }))).toEqual([]);
    expect(JSON.parse(sent().body)).toEqual({
      type: 'post.lookup',
      timestamp: AT,
      data: { publicationId: 'publication' },
    });
    const url = 'https://intranet.example/posts/1';
    answer({ body: { received: true, url } });
    const found = { remoteId: 'publication', remoteUrl: url };
    expect(await webhook.reconcile(reading({ verify: { lookup: true } }))).toEqual({
      found: 'yes',
      ...found,
    });
    expect(await webhook.search(reading({ verify: { lookup: true } }))).toEqual([found]);
  });

  it('asks a receiver first that a restored database does not know', async () => {
    answer({ body: { receiver: { lookup: true } } }, { body: { received: false } });
    expect(await webhook.search(reading())).toEqual([]);
    answer({ body: { message: 'Workflow was started' } });
    expect(await webhook.reconcile(reading())).toMatchObject({ found: 'unclear' });
  });

  it.each([{}, { received: 'no' }, []])('an answer of %j to that question answers nothing', async (body) => {
    answer({ body });
    const asked = webhook.reconcile(reading({ verify: { lookup: true } }));
    expect(await failureOf(asked)).toMatchObject({ class: 'transient', code: 'unreadable_answer' });
  });

  it('takes every type of post, with a title or without', () => {
    expect(checkContent('webhook', post)).toEqual([]);
    expect(checkContent('webhook', aContent())).toEqual([]);
  });
});
