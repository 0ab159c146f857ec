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

  it.each([
    ['facebook', graphError(190)],
    ['tiktok', tiktokError('access_token_invalid')],
  ] as const)('hears on %s that the access is lost', async (name, reply) => {
    expect(await failureOf(search(name, reply))).toMatchObject({ class: 'auth', hint: 'reconnect' });
  });
});
