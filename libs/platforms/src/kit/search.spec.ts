import {
  aContent,
  aMedium,
  failureOf,
  startNetworkDouble,
  type DoubleReply,
  type NetworkDouble,
} from '../../../../test/support/network-double.js';
import { facebook } from '../facebook/adapter.js';
import { instagram } from '../instagram/adapter.js';
import { linkedin } from '../linkedin/adapter.js';
import type { PostType } from '../rules/platform.js';
import { tiktok } from '../tiktok/adapter.js';

const graphError = (code: number): DoubleReply => ({ status: 400, body: { error: { message: 'x', code } } });
const tiktokError = (code: string): DoubleReply => ({
  status: 401,
  body: { data: {}, error: { code, message: 'x', log_id: 'L' } },
});

describe('a search for a post without its handle', () => {
  let network: NetworkDouble;
  beforeAll(async () => {
    network = await startNetworkDouble();
  });
  afterAll(() => network.close());
  const adapters = { facebook, instagram, linkedin, tiktok };
  const search = (name: keyof typeof adapters, reply: DoubleReply, text = 'Bonjour', type?: PostType) => {
    network.answer(() => reply);
    const video = aMedium({ kind: 'video', mime: 'video/mp4', durationMs: 20_000 });
    const content = aContent({
      text,
      type: type ?? (name === 'tiktok' ? 'video' : 'image'),
      media: [name === 'tiktok' ? video : aMedium()],
      options: name === 'tiktok' ? { privacyLevel: 'PUBLIC_TO_EVERYONE' } : {},
    });
    return adapters[name].search({
      ...network.io(adapters[name], content),
      since: '2026-11-26T08:00:00Z',
      until: '2026-11-26T09:00:00Z',
    });
  };

  it.each([
    ['facebook', graphError(10)],
    ['facebook', graphError(200)],
    ['instagram', graphError(10)],
    ['linkedin', { status: 403, body: { message: 'x', code: 'ACCESS_DENIED' } }],
    ['tiktok', tiktokError('scope_not_authorized')],
  ] as const)('cannot tell on %s where the token may not list', async (name, reply) => {
    expect(await search(name, reply)).toBeNull();
  });

  it.each(['facebook', 'instagram', 'linkedin', 'tiktok'] as const)(
    'cannot tell on %s which post without a text is ours',
    async (name) => {
      const at = '2026-11-26T08:30:00+0000';
      const ms = Date.parse('2026-11-26T08:30:00Z');
      const content = { media: { id: 'urn:li:image:1' } };
      const image = { id: '1', created_time: at, timestamp: at, media_type: 'IMAGE' };
      const video = { id: '1', create_time: ms / 1000, video_description: '' };
      const post = { id: 'urn:li:share:1', publishedAt: ms, content };
      const data = name === 'tiktok' ? { videos: [video], cursor: 0, has_more: false } : [image];
      expect(await search(name, { body: { data, elements: [post] } }, ' ')).toBeNull();
    },
  );

  it.each([
    ['image', { media: { id: 'urn:li:image:1' } }, 1],
    ['image', { media: { id: 'urn:li:video:1' } }, 0],
    ['image', {}, 0],
    ['images', { multiImage: { images: [{ id: 'urn:li:image:1' }] } }, 1],
    ['link', { article: { source: 'https://example.org' } }, 1],
    ['text', { article: { source: 'https://example.org' } }, 0],
    ['text', undefined, 1],
  ] as const)('on LinkedIn takes, for one with %s, %j as %s', async (type, content, found) => {
    const publishedAt = Date.parse('2026-11-26T08:30:00Z');
    const post = { id: 'urn:li:share:1', commentary: 'Bonjour', publishedAt, content };
    expect(await search('linkedin', { body: { elements: [post] } }, 'Bonjour', type)).toHaveLength(found);
  });

  it.each([
    ['facebook', graphError(190)],
    ['tiktok', tiktokError('access_token_invalid')],
  ] as const)('hears on %s that the credential is lost', async (name, reply) => {
    expect(await failureOf(search(name, reply))).toMatchObject({ class: 'auth', hint: 'reconnect' });
  });
});
