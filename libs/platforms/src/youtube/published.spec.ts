import {
  aContent,
  aMedium,
  failureOf,
  runStep,
  startNetworkDouble,
  type NetworkDouble,
} from '../../../../test/support/network-double.js';
import type { Json } from '../rules/outcome.js';
import { youtube } from './adapter.js';

const ID = '-_dQw4w9WgX';
const CHANNEL = 'UC0123456789abcdefghij-_';
const since = '2026-11-22T10:00:00.000Z';

describe('a video that is out on YouTube', () => {
  let network: NetworkDouble;
  beforeAll(async () => {
    network = await startNetworkDouble();
  });
  afterAll(() => network.close());
  const contentOf = (options: Record<string, unknown> = {}) =>
    aContent({
      type: 'video',
      media: [aMedium({ kind: 'video', mime: 'video/mp4', bytes: 1_000, durationMs: 20_000 })],
      options: { title: 'Parlons solutions', madeForKids: 'no', ...options },
    });
  const content = contentOf();
  const io = (of = content, over: Record<string, Json> = {}) => ({
    ...network.io(youtube, of, { progress: { upload: { videoId: ID }, ...over } }),
    account: { remoteId: CHANNEL, handle: 'upcafe' },
  });
  const list = (kind: string, ...items: unknown[]) => ({ kind: `youtube#${kind}ListResponse`, items });
  const error = (reason: string, code = 403) => ({
    error: { code, message: 'said', errors: [{ domain: 'youtube.video', reason, message: 'said' }] },
  });

  describe('the playlist', () => {
    const of = contentOf({ playlist: 'PL1' });
    const put = (tries = 0) => runStep(youtube, io(of, { playlist: { tries } }), 'playlist');

    it('gets the video once', async () => {
      network.answer(({ method }) =>
        method === 'GET'
          ? { body: list('playlistItem') }
          : { body: { kind: 'youtube#playlistItem', id: 'item' } },
      );
      expect(await put()).toMatchObject({ state: 'done', output: { isIn: true } });
      expect(JSON.parse(network.requests[1]?.body ?? '')).toEqual({
        snippet: { playlistId: 'PL1', resourceId: { kind: 'youtube#video', videoId: ID } },
      });
      network.answer(() => ({ body: list('playlistItem', { id: 'item' }) }));
      expect(await put(1)).toMatchObject({ state: 'done', output: { isIn: true } });
      expect(network.requests).toHaveLength(1);
    });

    it('never fails a post that is out', async () => {
      network.answer(() => ({ status: 404, body: error('playlistNotFound', 404) }));
      expect(await put()).toEqual({
        state: 'done',
        output: { tries: 1, isIn: false, code: 'playlistNotFound' },
      });
      network.answer(() => ({ status: 503, body: '' }));
      expect(await put()).toMatchObject({ state: 'wait', output: { tries: 1 } });
      expect(await put(3)).toMatchObject({ state: 'done', output: { isIn: false } });
    });

    it('is one of the channel’s, on however many pages they stand', async () => {
      network.answer(({ query }) => ({
        body: {
          ...list('playlist', { id: `PL${query.get('pageToken') ?? '1'}`, snippet: { title: 'Solutions' } }),
          ...(query.has('pageToken') ? {} : { nextPageToken: '2' }),
        },
      }));
      expect(await youtube.listed?.(io(), 'playlist')).toEqual([
        { id: 'PL1', name: 'Solutions' },
        { id: 'PL2', name: 'Solutions' },
      ]);
    });
  });

  describe('the first comment', () => {
    const thread = (textOriginal: string, value = CHANNEL) => ({
      snippet: { topLevelComment: { snippet: { textOriginal, authorChannelId: { value } } } },
    });

    it('is the channel’s, under its video', async () => {
      network.answer(() => ({ body: { kind: 'youtube#commentThread', id: 'Ugy1' } }));
      expect(await youtube.comment?.(io(), ID, 'Venez !')).toEqual({ commentId: 'Ugy1' });
      expect(JSON.parse(network.requests[0]?.body ?? '')).toEqual({
        snippet: {
          channelId: CHANNEL,
          videoId: ID,
          topLevelComment: { snippet: { textOriginal: 'Venez !' } },
        },
      });
    });

    it('is not tried under a private video, and again where the video is not known yet', async () => {
      network.answer(() => ({ status: 404, body: error('videoNotFound', 404) }));
      const hidden = contentOf({ privacyStatus: 'private' });
      expect(await failureOf(Promise.resolve(youtube.comment?.(io(hidden), ID, 'x')))).toMatchObject({
        class: 'permanent',
        refused: true,
      });
      expect(network.requests).toEqual([]);
      expect(await failureOf(Promise.resolve(youtube.comment?.(io(), ID, 'x')))).toMatchObject({
        class: 'transient',
        refused: true,
        retryAfterMs: 30_000,
      });
    });

    it.each([
      [[thread('Venez !')], {}, 'yes'],
      [[thread('Venez !', 'UCsomebodyelse')], {}, 'no'],
      [[thread('Autre chose')], { nextPageToken: 'more' }, 'unclear'],
      [[], {}, 'no'],
    ])('is found in %j %j: %s', async (items, more, found) => {
      network.answer(() => ({ body: { ...list('commentThread', ...items), ...more } }));
      expect(await youtube.findComment?.(io(), ID, 'Venez !')).toBe(found);
    });
  });

  describe('the search', () => {
    const until = '2026-11-22T12:00:00.000Z';
    const search = (of = content) => youtube.search({ ...io(of), since, until });
    const snippetOf = (over: object = {}) => ({
      title: 'Parlons solutions',
      description: content.text,
      publishedAt: '2026-11-22T11:00:00Z',
      ...over,
    });
    const uploads = (found: object, privacyStatus = 'public'): void =>
      network.answer(({ path }) => {
        if (path.endsWith('/channels')) {
          const contentDetails = { relatedPlaylists: { uploads: 'UU1' } };
          return { body: list('channel', { contentDetails }) };
        }
        return path.endsWith('/playlistItems')
          ? { body: list('playlistItem', { snippet: snippetOf(), contentDetails: { videoId: ID } }) }
          : { body: list('video', { id: ID, snippet: snippetOf(found), status: { privacyStatus } }) };
      });

    it('finds the video by title, words and instant, once it is out', async () => {
      uploads({});
      expect(await search()).toEqual([{ remoteId: ID, remoteUrl: `https://www.youtube.com/watch?v=${ID}` }]);
      uploads({}, 'private');
      expect(await search()).toEqual([]);
      uploads({ description: 'Autre chose' });
      expect(await search()).toEqual([]);
      uploads({ publishedAt: '2026-11-21T11:00:00Z' });
      expect(await search()).toEqual([]);
      expect(await search(contentOf({ title: 'Autre titre' }))).toEqual([]);
    });

    it('finds an unlisted video, whose instant is that of its upload', async () => {
      const unlisted = contentOf({ privacyStatus: 'unlisted' });
      uploads({ publishedAt: '2026-11-21T11:00:00Z' }, 'unlisted');
      expect(await search(unlisted)).toHaveLength(1);
      uploads({ publishedAt: '2026-11-20T09:00:00Z' }, 'unlisted');
      expect(await search(unlisted)).toEqual([]);
    });

    it('cannot tell private videos apart, nor read without the right to', async () => {
      expect(await search(contentOf({ privacyStatus: 'private' }))).toBeNull();
      network.answer(() => ({ status: 403, body: error('insufficientPermissions') }));
      expect(await search()).toBeNull();
    });
  });
});
