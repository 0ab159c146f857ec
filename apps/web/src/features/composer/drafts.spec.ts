import { afterAll, afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { isFree } from '../../shared/device/claims';
import { session } from '../../shared/session/session';
import { blankDraft } from './draft';
import type { DraftStore } from './store/draft-store';
import type { KeptDraft } from './store/ports';
import { FakeServer, makePost } from './store/testing/fake-server';
import { FakeDevice, ManualTimers, settle } from './store/testing/world';

let device = new FakeDevice();
let server = new FakeServer();
let timers = new ManualTimers();
/** A private window: there is no database at all. */
let refused = false;

jest.unstable_mockModule('../../shared/device/database', () => ({
  deviceDatabase: async () => {
    if (refused) throw new Error('SecurityError');
    return {
      put: (_: string, kept: KeptDraft) => device.save(kept),
      delete: (_: string, id: string) => device.remove(id),
      getAllFromIndex: async (_: string, __: string, owner: string) =>
        [...device.entries.values()]
          .filter(({ userId }) => userId === owner)
          .map((kept) => structuredClone(kept)),
    };
  },
}));
jest.unstable_mockModule('./transport', () => ({
  transport: new Proxy({}, { get: (_, act) => Reflect.get(server.transport, act) }),
}));
jest.unstable_mockModule('../../shared/saving/timers', () => ({
  backoff: () => 1_000,
  browserTimers: new Proxy({}, { get: (_, name) => Reflect.get(timers, name) }),
}));
const page = new EventTarget();
Reflect.set(globalThis, 'window', page);
Reflect.set(globalThis, 'localStorage', { setItem: () => undefined });
const { drafts } = await import('./drafts');

beforeEach(() => {
  [device, server, timers, refused] = [new FakeDevice(), new FakeServer(), new ManualTimers(), false];
});
afterEach(() => drafts.endAll());

const saved: string[] = [];
const open = (post = server.posts[0] ?? null, userId = 'marie'): Promise<DraftStore> =>
  drafts.open(userId, post && structuredClone(post), blankDraft(null), (_, what) => void saved.push(what));
const onServer = (): string[] => server.posts.map(({ text }) => text);
const aPost = (text = 'Parlons solutions'): void => void server.posts.push(makePost('post-1', { text }));
/** What a tab that was closed in the middle has left on this device. */
async function leftBehind(text: string, post = server.posts[0] ?? null, userId = 'marie'): Promise<void> {
  server.fates = ['lostRequest'];
  const store = await open(post, userId);
  store.change({ text });
  await timers.pass(0);
  // As the page goes: nothing is sent any more, and nobody holds it.
  drafts.endAll();
  server.fates = [];
}

describe('the open drafts of a page', () => {
  it('are shared by the screens of one post, and let go once the last is left and all is saved', async () => {
    aPost();
    const [one, other] = await Promise.all([open(), open()]);
    expect(other).toBe(one);
    one.change({ text: 'Parlons-en' });
    drafts.leave(one);
    await timers.pass(100);
    expect(onServer()).toEqual(['Parlons solutions']);
    drafts.leave(other);
    await timers.pass(0);
    expect(onServer()).toEqual(['Parlons-en']);
    expect(await isFree(one.id)).toBe(true);
    expect(await open()).not.toBe(one);
  });

  it('are two where two new posts are written side by side', async () => {
    const [one, other] = [await open(null), await open(null)];
    one.change({ text: 'Un' });
    other.change({ text: 'Deux' });
    await timers.pass(1_000);
    expect(onServer()).toEqual(['Un', 'Deux']);
  });

  it('go on being saved after their screen, and are found as they are by who comes back meanwhile', async () => {
    aPost();
    server.fates = ['lostAnswer', 'lostRequest'];
    const store = await open();
    store.change({ text: 'Parlons-en' });
    drafts.leave(store);
    await timers.pass(0);
    const again = await open();
    expect(again).toBe(store);
    expect(again.get()).toMatchObject({ draft: { text: 'Parlons-en' }, status: 'failed' });
    expect(again.get().restoredAt).not.toBeNull();
    await timers.pass(10_000);
    expect(again.get().status).toBe('saved');
    expect(onServer()).toEqual(['Parlons-en']);
  });

  it('are sent again as soon as the line is back: one post of a creation whose answer was lost', async () => {
    server.fates = ['lostAnswer'];
    const store = await open(null);
    store.change({ text: 'Parlons-en' });
    await timers.pass(700);
    expect(store.get().status).toBe('failed');
    page.dispatchEvent(new Event('online'));
    await timers.pass(0);
    expect([onServer(), store.get().status]).toEqual([['Parlons-en'], 'saved']);
    expect(new Set(server.requests).size).toBe(1);
  });

  it('wait for the session, and not for the line, when it is the session that ended', async () => {
    aPost();
    session.open('marie');
    server.signedIn = false;
    const store = await open();
    store.change({ text: 'Parlons-en' });
    await timers.pass(700);
    session.end();
    page.dispatchEvent(new Event('online'));
    await timers.pass(60_000);
    expect(server.requests).toHaveLength(1);
    server.signedIn = true;
    session.open('marie');
    await timers.pass(0);
    expect(onServer()).toEqual(['Parlons-en']);
  });

  it('send nothing more for who has signed out; the device has their words', async () => {
    aPost();
    const store = await open();
    store.change({ text: 'Parlons-en' });
    await settle();
    drafts.endAll();
    await timers.pass(60_000);
    expect(server.requests).toEqual([]);
    expect((await drafts.left('marie')).map(({ draft }) => draft.text)).toEqual(['Parlons-en']);
  });
});

describe('what a closed tab has left', () => {
  it('comes back with its post, and goes to the server', async () => {
    aPost();
    await leftBehind('Parlons-en');
    const store = await open();
    expect(store.get().draft.text).toBe('Parlons-en');
    await timers.pass(0);
    expect([onServer(), device.entries.size]).toEqual([['Parlons-en'], 0]);
  });

  it('is of its person: nobody else is shown it, and it waits for them', async () => {
    aPost();
    await leftBehind('Parlons-en');
    expect((await open(server.posts[0], 'karim')).get().draft.text).toBe('Parlons solutions');
    expect([await drafts.left('karim'), (await drafts.left('marie')).length]).toEqual([[], 1]);
  });

  it('is listed the latest first', async () => {
    await leftBehind('Un', null);
    await timers.pass(1_000);
    await leftBehind('Deux', makePost('post-2', {}));
    expect((await drafts.left('marie')).map(({ draft }) => draft.text)).toEqual(['Deux', 'Un']);
  });

  it('is one post, though its creation had reached the server', async () => {
    server.fates = ['lostAnswer'];
    const store = await open(null);
    store.change({ text: 'Parlons-en' });
    await timers.pass(700);
    drafts.endAll();
    expect(onServer()).toEqual(['Parlons-en']);
    await open(null);
    await timers.pass(0);
    expect(onServer()).toEqual(['Parlons-en']);
  });

  it('is in no list while this page shows it', async () => {
    aPost();
    await leftBehind('Parlons-en');
    server.fates = ['lostRequest'];
    await open();
    await timers.pass(0);
    expect([device.entries.size, await drafts.left('marie')]).toEqual([1, []]);
  });
});

describe('beside another tab', () => {
  const neighbour = new BroadcastChannel('lineup.drafts');
  afterAll(() => neighbour.close());
  afterEach(() => {
    neighbour.onmessage = null;
  });
  interface Asked {
    kind: string;
    id: string;
  }

  it('what it shows is neither taken nor listed', async () => {
    aPost();
    await leftBehind('Parlons-en');
    neighbour.onmessage = ({ data }: MessageEvent<Asked>) => {
      if (data.kind === 'whose') neighbour.postMessage({ kind: 'mine', id: data.id, from: 'neighbour' });
    };
    expect((await open()).get().draft.text).toBe('Parlons solutions');
    expect(await drafts.left('marie')).toEqual([]);
  });

  it('of two that a browser opened again at once, both restored the same words: one does', async () => {
    await leftBehind('Parlons-en', null);
    neighbour.onmessage = ({ data }: MessageEvent<Asked>) => {
      if (data.kind === 'whose') neighbour.postMessage({ ...data, from: '\u0000', takes: true });
    };
    expect((await open(null)).get().draft.text).toBe('');
    expect(device.entries.size).toBe(1);
  });

  it('a second copy of a post that is open here is left for later', async () => {
    aPost();
    const store = await open();
    device.entries.set('copy', {
      ...{ id: 'copy', userId: 'marie', postId: 'post-1', draft: blankDraft(null), base: blankDraft(null) },
      ...{ version: 1, sent: [], conflicts: [], creation: null, submission: null, at: 1 },
    });
    expect(await open()).toBe(store);
    expect((await drafts.left('marie')).map(({ id }) => id)).toEqual(['copy']);
  });
});

describe('a device that keeps nothing', () => {
  it.each([
    ['full', () => (device.full = true)],
    ['a private window', () => (refused = true)],
  ])('is no reason not to write: %s', async (_, breaks) => {
    breaks();
    const store = await open(null);
    store.change({ text: 'Parlons-en' });
    await settle();
    expect(store.get().onDevice).toBe(false);
    await timers.pass(700);
    expect([onServer(), store.get().status, await drafts.left('marie')]).toEqual([
      ['Parlons-en'],
      'saved',
      [],
    ]);
  });
});
