import {
  aContent,
  aMedium,
  failureOf,
  startNetworkDouble,
  type DoubleReply,
  type NetworkDouble,
} from '../../../../test/support/network-double.js';
import { pinterest } from './adapter.js';

const BOARD = '1022106146619699841';
const SECTION = '5258814934636085101';

describe('a pin on pinterest after a lost answer', () => {
  let network: NetworkDouble;
  beforeAll(async () => {
    network = await startNetworkDouble();
  });
  afterAll(() => network.close());
  const picture = aContent({
    type: 'image',
    text: 'Le café ouvre.',
    link: 'https://up.example/cafe',
    media: [aMedium()],
    options: { board: BOARD, title: 'Up café' },
  });
  const since = '2026-11-22T10:00:00.000Z';
  const row = (over: object = {}) => ({
    id: '71',
    created_at: '2026-11-22T10:00:05',
    title: 'Up café',
    description: 'Le café ouvre.',
    link: 'https://up.example/cafe',
    alt_text: 'Le café',
    is_owner: true,
    media: { media_type: 'image' },
    ...over,
  });
  const reading = async (items: unknown[], content = picture, bookmark: string | null = null) => {
    network.answer(() => ({ body: { items, bookmark } }));
    return pinterest.reconcile({ ...network.io(pinterest, content), since });
  };

  it('finds its pin by all its words and its time, which has no zone', async () => {
    expect(await reading([row()])).toEqual({
      found: 'yes',
      remoteId: '71',
      remoteUrl: 'https://www.pinterest.com/pin/71/',
    });
    expect(network.requests[0]?.path).toBe(`/v5/boards/${BOARD}/pins`);
    expect(await reading([row({ created_at: '2026-11-22T11:00:05+01:00' })])).toMatchObject({
      found: 'yes',
    });
    expect(
      await reading([row({ description: 'Le café  ouvre. ', link: 'https://UP.example/cafe' })]),
    ).toMatchObject({
      found: 'yes',
    });
  });

  it.each([
    ['an older one', { created_at: '2026-11-22T09:50:00' }, 'no'],
    ['somebody else’s', { is_owner: false }, 'no'],
    ['other words', { title: 'Autre', description: 'Autre chose', link: null }, 'no'],
    ['the same picture alone', { title: null, description: null, link: null }, 'no'],
    ['another description', { description: 'Le café &amp; ouvre.' }, 'unclear'],
    ['no date', { created_at: null }, 'unclear'],
    ['an unknown date', { created_at: 'today', title: 'Autre', description: 'Autre chose' }, 'no'],
    ['no link', { link: null }, 'unclear'],
    ['a video', { media: { media_type: 'video' } }, 'unclear'],
  ])('%s on the board is %s → %s', async (_, over, found) => {
    expect((await reading([row(over)])).found).toBe(found);
  });

  it('cannot tell when a description begins the same and was changed further on', async () => {
    const content = { ...picture, text: 'Le café ouvre samedi matin & dimanche.', link: null };
    const board = { ...content, options: { board: BOARD } };
    const escaped = 'Le café ouvre samedi matin &amp; dimanche.';
    expect((await reading([row({ title: '', link: '', description: escaped })], board)).found).toBe(
      'unclear',
    );
    const other = 'Le café ouvre dimanche.';
    expect((await reading([row({ title: '', link: '', description: other })], board)).found).toBe('no');
  });

  it('never takes one of two, nor one that has nothing to be known by', async () => {
    expect((await reading([row(), row({ id: '72' })])).found).toBe('unclear');
    expect((await reading([row(), row()])).found).toBe('yes');
    const wordless = {
      ...picture,
      text: '',
      link: null,
      media: [aMedium({ altText: '' })],
      options: { board: BOARD },
    };
    const bare = { title: null, description: null, link: null, alt_text: null };
    expect((await reading([row(bare)], wordless)).found).toBe('unclear');
    expect((await reading([], wordless)).found).toBe('no');
  });

  it('stops at older pins where the newest come first, and else says that it cannot tell', async () => {
    const old = { title: 'x', description: 'y', link: null, created_at: '2026-11-22T09:00:00' };
    const older = { ...old, created_at: '2026-11-22T08:00:00' };
    expect((await reading([row(old), row(older)], picture, 'more')).found).toBe('no');
    expect(network.requests).toHaveLength(1);
    expect((await reading([row(older), row(old)], picture, 'more')).found).toBe('unclear');
    expect(network.requests).toHaveLength(5);
  });

  it('reads the section that the pin went to', async () => {
    await reading([], { ...picture, options: { board: `${BOARD}:${SECTION}` } });
    expect(network.requests[0]?.path).toBe(`/v5/boards/${BOARD}/sections/${SECTION}/pins`);
  });

  it('searches a time for it, and cannot where it may not read or nothing names it', async () => {
    const look = async (reply: DoubleReply, content = picture) => {
      network.answer(() => reply);
      const until = '2026-11-22T11:00:00Z';
      return pinterest.search({ ...network.io(pinterest, content), since, until });
    };
    const list = (...items: unknown[]) => ({ body: { items, bookmark: null } });
    expect(await look(list(row()))).toMatchObject([{ remoteId: '71' }]);
    expect(await look(list(row({ created_at: '2026-11-22T12:00:00' })))).toEqual([]);
    expect(await look(list(row({ link: null })))).toBeNull();
    expect(await look(list(row({ created_at: null })))).toBeNull();
    expect(await look({ status: 401, body: { code: 3, message: 'scope' } })).toBeNull();
    const wordless = {
      ...picture,
      text: '',
      link: null,
      media: [aMedium({ altText: '' })],
      options: { board: BOARD },
    };
    expect(await look(list(row()), wordless)).toBeNull();
    expect(await failureOf(look({ status: 401, body: { code: 2, message: 'x' } }))).toMatchObject({
      class: 'auth',
    });
  });
});
