import {
  aContent,
  aMedium,
  failureOf,
  startNetworkDouble,
  type DoubleReply,
  type NetworkDouble,
} from '../../../../test/support/network-double.js';
import type { Json } from '../rules/outcome.js';
import { x } from './adapter.js';

const since = '2026-11-22T10:00:00.000Z';
const plain = (status: number): DoubleReply => ({
  status,
  body: { title: 'No', detail: 'no', type: 'about:blank', status },
});
const row = (id: string, text: string, over: object = {}) => ({
  id,
  text,
  created_at: '2026-11-22T10:00:02.000Z',
  ...over,
});
const list = (rows: object[], over: object = {}): DoubleReply => ({
  body: { ...(rows.length > 0 ? { data: rows } : {}), meta: { result_count: rows.length }, ...over },
});
const uploaded = (id: string, key: string): Json => ({ id, key, polls: 1 });

describe('what is read back from X', () => {
  let network: NetworkDouble;
  beforeAll(async () => {
    network = await startNetworkDouble();
  });
  afterAll(() => network.close());
  const picture = aMedium();
  const said = 'Thé & café : https://up.example/a';
  const listed = {
    text: 'Thé &amp; café : https://t.co/1',
    entities: { urls: [{ url: 'https://t.co/1', expanded_url: 'https://up.example/a' }] },
  };
  const reading = (content = aContent({ text: said }), progress: Record<string, Json> = {}) =>
    x.reconcile({ ...network.io(x, content, { progress }), since });

  it('finds a post by its words, whatever X writes in their place', async () => {
    network.answer(() =>
      list([
        row('13', listed.text, { ...listed, referenced_tweets: [{ type: 'replied_to', id: '5' }] }),
        row('12', listed.text, listed),
        row('11', listed.text, { ...listed, created_at: '2026-11-22T09:00:00.000Z' }),
      ]),
    );
    expect(await reading()).toEqual({
      found: 'yes',
      remoteId: '12',
      remoteUrl: 'https://x.com/upcafe/status/12',
    });
    const [{ query } = { query: new URLSearchParams() }] = network.requests;
    expect(Object.fromEntries(query)).toMatchObject({
      start_time: '2026-11-22T09:59:00Z',
      exclude: 'retweets',
    });
  });

  it('finds a post with media by their keys alone', async () => {
    const content = aContent({ type: 'images', text: said, media: [picture, picture] });
    const progress = { 'image-0': uploaded('7', '3_7'), 'image-1': uploaded('8', '3_8') };
    const media = (...media_keys: string[]) => ({ attachments: { media_keys } });
    network.answer(() =>
      list([row('12', 'autre', media('3_7', '3_8')), row('11', 'x', media('3_1', '3_2'))]),
    );
    expect(await reading(content, progress)).toMatchObject({ found: 'yes', remoteId: '12' });
    network.answer(() => list([row('12', 'autre', media('3_8', '3_9'))]));
    expect(await reading(content, progress)).toEqual({ found: 'no' });
    network.answer(() => list([row('12', listed.text, { ...listed, ...media('3_8', '3_9') })]));
    expect(await reading(content, progress)).toMatchObject({ found: 'unclear' });
  });

  it.each([
    ['nothing at all', list([]), 'no'],
    ['other words', list([row('12', 'Autre')]), 'no'],
    [
      'the same words as two posts',
      list([row('12', listed.text, listed), row('11', listed.text, listed)]),
      'unclear',
    ],
    ['the same words with another address', list([row('12', listed.text)]), 'unclear'],
    ['a list with errors', list([], { errors: [{ title: 'x' }] }), 'unclear'],
    [
      'a list that never ends',
      list([row('12', 'Autre')], { meta: { result_count: 1, next_token: 'n' } }),
      'unclear',
    ],
    ['a refusal', plain(403), 'unclear'],
  ])('says of %s: %s', async (_, reply, found) => {
    network.answer(() => reply);
    expect((await reading()).found).toBe(found);
  });

  it.each([
    ['no count', { body: {} }],
    ['fewer rows than their count', { body: { meta: { result_count: 2 }, data: [row('1', 'a')] } }],
    ['an outage of the call', plain(404)],
  ])('does not take %s for an empty list', async (_, reply) => {
    network.answer(() => reply);
    expect(await failureOf(reading())).toMatchObject({ class: 'transient' });
  });

  it('searches by words and number of media, and cannot tell what has no words', async () => {
    const search = (content = aContent({ text: said })) =>
      x.search({ ...network.io(x, content), since, until: '2026-11-22T10:00:00.000Z' });
    network.answer(() =>
      list([
        row('14', listed.text, { ...listed, created_at: '2026-11-22T10:09:00.000Z' }),
        row('13', listed.text, { ...listed, attachments: { media_keys: ['3_1'] } }),
        row('12', listed.text, listed),
      ]),
    );
    expect(await search()).toEqual([{ remoteId: '12', remoteUrl: 'https://x.com/upcafe/status/12' }]);
    expect(network.requests[0]?.query.has('end_time')).toBe(false);
    expect(await search(aContent({ text: 'Absent' }))).toEqual([]);
    expect(await search(aContent({ text: '' }))).toBeNull();
    network.answer(() => list([row('12', 'Autre')], { meta: { result_count: 1, next_token: 'n' } }));
    expect(await search()).toBeNull();
    network.answer(() => plain(403));
    expect(await search()).toBeNull();
  });
});
