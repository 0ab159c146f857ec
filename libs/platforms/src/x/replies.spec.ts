import {
  aContent,
  failureOf,
  startNetworkDouble,
  type DoubleReply,
  type NetworkDouble,
} from '../../../../test/support/network-double.js';
import { x } from './adapter.js';

const DUPLICATE = 'You are not allowed to create a Tweet with duplicate content.';
const plain = (status: number, detail = 'no'): DoubleReply => ({
  status,
  body: { title: 'No', detail, type: 'about:blank', status },
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

describe('the first comment on X', () => {
  let network: NetworkDouble;
  beforeAll(async () => {
    network = await startNetworkDouble();
  });
  afterAll(() => network.close());
  const words = aContent({ text: 'Le café ouvre' });
  const bodies = (): unknown[] => network.requests.map(({ body }) => JSON.parse(body) as unknown);
  const commenting = () =>
    x.comment?.(network.io(x, words), '1990', 'Venez !') ?? Promise.reject(new Error('none'));
  const finding = () => x.findComment?.(network.io(x, words), '1990', 'Venez !');

  it('is a reply to the post', async () => {
    network.answer(() => ({ status: 201, body: { data: { id: '1991' } } }));
    expect(await commenting()).toEqual({ commentId: '1991' });
    expect(bodies()).toEqual([{ text: 'Venez !', reply: { in_reply_to_tweet_id: '1990' } }]);
  });

  it.each([
    [
      'not seen yet',
      { status: 403, body: { errors: [{ code: 385, message: 'deleted' }] } },
      'transient',
      true,
    ],
    ['refused without a code', plain(403), 'transient', false],
    ['refused as a duplicate', plain(403, DUPLICATE), 'duplicate', false],
  ])('of a post that is %s', async (_, reply, kind, refused) => {
    network.answer(() => reply);
    expect(await failureOf(commenting())).toMatchObject({ class: kind, refused });
  });

  it('is found among what the account replied to that post', async () => {
    const to = (id: string) => ({ referenced_tweets: [{ type: 'replied_to', id }] });
    network.answer(() =>
      list([row('3', 'Venez !', to('5')), row('2', 'Venez !'), row('1', 'Non', to('1990'))]),
    );
    expect(await finding()).toBe('no');
    expect(network.requests[0]?.query.get('since_id')).toBe('1990');
    network.answer(() => list([row('4', '@UpCafe Venez !', to('1990'))]));
    expect(await finding()).toBe('yes');
    network.answer(() => list([row('3', 'Non')], { meta: { result_count: 1, next_token: 'n' } }));
    expect(await finding()).toBe('unclear');
    network.answer(() => plain(403));
    expect(await finding()).toBe('unclear');
  });
});
