import {
  aContent,
  type DoubleReply,
  failureOf,
  type NetworkDouble,
  startNetworkDouble,
} from '../../../../test/support/network-double.js';
import { checkContent, countText } from '../rules/index.js';
import type { PlatformHttp } from '../kit/http.js';
import { mastodon } from './adapter.js';
import { consent } from './consent.js';

const app = { clientId: 'id', clientSecret: 'secret-of-the-application' };
const me = { id: '42', username: 'upcafe', display_name: 'Up café', url: 'https://mastodon.example/@upcafe' };

describe('an account on a server of Mastodon’s kind', () => {
  let network: NetworkDouble;
  beforeAll(async () => {
    network = await startNetworkDouble();
  });
  afterAll(() => network.close());
  const io = () => network.io(mastodon, aContent());
  const serves = (instances: Record<string, DoubleReply>) =>
    network.answer(({ path }) =>
      path.endsWith('/verify_credentials')
        ? { body: me }
        : (instances[path] ?? { status: 404, body: { error: 'Introuvable' } }),
    );

  it('has the limits that its server tells', async () => {
    const configuration = {
      statuses: { max_characters: 5_000, max_media_attachments: 10, characters_reserved_per_url: 23 },
      media_attachments: { description_limit: 3_000, video_size_limit: 40_000_000 },
    };
    serves({ '/api/v2/instance': { body: { version: '4.5.2', configuration } } });
    expect(await mastodon.account(io())).toEqual({
      remoteId: '42@mastodon.example',
      name: 'Up café',
      handle: 'upcafe',
      limits: {
        textMax: 5_000,
        linkLength: 23,
        altTextMax: 3_000,
        galleryMax: 10,
        videoBytes: 40_000_000,
      },
    });
  });

  it.each([
    [{ version: '2.7.2 (compatible; Pleroma 2.6.0)', max_toot_chars: 7_777 }, { textMax: 7_777 }],
    [{ version: '3.5.3 (compatible; Pixelfed 0.12.6)', configuration: [] }, { mediaRequired: true }],
    [{ version: '4.0', configuration: { statuses: { max_characters: 'many' } } }, {}],
  ])('has what an older or another server tells: %o', async (body, limits) => {
    serves({ '/api/v1/instance': { body } });
    expect((await mastodon.account(io())).limits).toEqual(limits);
  });

  it('has the network’s own limits where a server tells nothing', async () => {
    serves({});
    expect((await mastodon.account(io())).limits).toBeUndefined();
  });

  it('is named by the address it is reached at, not by what the server says of itself', async () => {
    const answers: PlatformHttp = {
      send: ({ url }) =>
        Promise.resolve({
          status: url.endsWith('/verify_credentials') ? 200 : 404,
          headers: {},
          text: JSON.stringify(url.endsWith('/verify_credentials') ? me : { error: 'Introuvable' }),
        }),
      warm: () => Promise.resolve(),
    };
    const settings = { origin: 'https://social.example', version: 'v1' };
    const { remoteId } = await mastodon.account({ ...io(), settings, http: answers });
    expect(remoteId).toBe('42@social.example');
  });

  it('registers with its server, and asks there', async () => {
    network.answer(() => ({ body: { client_id: 'id', client_secret: 'secret' } }));
    const made = await consent.register?.(io(), 'https://lineup.example/channels/consent');
    expect(made).toEqual({ clientId: 'id', clientSecret: 'secret' });
    expect(Object.fromEntries(new URLSearchParams(network.requests[0]?.body))).toEqual({
      client_name: 'Lineup',
      redirect_uris: 'https://lineup.example/channels/consent',
      scopes: 'read:accounts read:statuses write:statuses write:media',
    });
    const page = new URL(
      consent.page(
        { origin: 'https://social.example', version: 'v1' },
        { clientId: 'id', redirectUri: 'https://lineup.example/c', state: 's', challenge: 'c' },
      ),
    );
    expect(`${page.origin}${page.pathname}`).toBe('https://social.example/oauth/authorize');
    expect(page.searchParams.get('code_challenge_method')).toBe('S256');
  });

  it('is registered again only where the server says that it does not know the application', async () => {
    network.answer(() => ({ status: 401, body: { error: 'invalid_client' } }));
    expect(await consent.knows?.(io(), app)).toBe(false);
    for (const reply of [{ body: { access_token: 'of-the-app' } }, { status: 502 }, { status: 404 }]) {
      network.answer(() => reply);
      expect(await consent.knows?.(io(), app)).toBe(true);
    }
  });

  it('takes a credential without an end, with the rights that were asked for', async () => {
    const answer = { code: 'c', redirectUri: 'https://lineup.example/c', verifier: 'v' };
    const granted = (scope: string) => network.answer(() => ({ body: { access_token: 'token', scope } }));
    granted(consent.scopes.join(' '));
    expect(await consent.exchange(io(), app, answer)).toEqual({ accessToken: 'token' });
    expect(new URLSearchParams(network.requests[0]?.body).get('code_verifier')).toBe('v');
    granted('read write');
    expect(await consent.exchange(io(), app, answer)).toEqual({ accessToken: 'token' });
    granted('read:accounts write:statuses');
    expect(await failureOf(consent.exchange(io(), app, answer))).toMatchObject({
      hint: 'missing_permission',
    });
    network.answer(() => ({ status: 400, body: { error: 'invalid_grant', error_description: 'x' } }));
    expect(await failureOf(consent.exchange(io(), app, answer))).toMatchObject({ class: 'auth' });
    network.answer(() => ({ status: 429, body: { error: 'Trop de requêtes' } }));
    expect(await failureOf(consent.exchange(io(), app, answer))).toMatchObject({ class: 'rate_limited' });
  });

  it('counts 23 for an address, a person without their server, and the warning with the text', () => {
    const count = (text: string, options = {}) => countText('mastodon', { text, options });
    expect(count('Ici : https://up.example/une/adresse/bien/plus/longue/que/cela')).toBe(6 + 23);
    expect(count('@up@social.example bravo 👨‍👩‍👧')).toBe('@up bravo x'.length);
    expect(count('abc', { contentWarning: 'Deuil', visibility: 'public' })).toBe(8);
    const errors = (text: string, limits = {}) =>
      checkContent('mastodon', aContent({ text, options: { contentWarning: 'Deuil' } }), limits)
        .filter(({ severity }) => severity === 'error')
        .map(({ code, limit, actual }) => [code, limit, actual]);
    expect(errors('a'.repeat(495))).toEqual([]);
    expect(errors('a'.repeat(496))).toEqual([['text_too_long', 500, 501]]);
    expect(errors('a'.repeat(4_000), { textMax: 5_000 })).toEqual([]);
    expect(errors('a', { mediaRequired: true })).toEqual([['media_required', undefined, undefined]]);
  });
});
