import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Answer, jpeg, mp4, TestBench } from '../testing/bench.js';

const ID = '109000000000000001';
const API = '/mastodon/api/v1';

describe('Mastodon', () => {
  let bench: TestBench;
  const auth = (token = 'ma-token') => ({ authorization: `Bearer ${token}` });
  const write = (body: object, key?: string) =>
    bench.json(`${API}/statuses`, body, { ...auth(), ...(key && { 'idempotency-key': key }) });
  const get = (path: string, params: Record<string, string> = {}) =>
    bench.get(`${API}${path}`, params, auth());
  const upload = (bytes: Buffer, version = 'v2', description = 'Le café') => {
    const body = new FormData();
    body.set('description', description);
    body.set('file', new Blob([new Uint8Array(bytes)]), 'file');
    return bench.send('POST', `/mastodon/api/${version}/media`, { body, headers: auth() });
  };
  const idOf = (answer: Answer) => answer.json<{ id: string }>().id;
  const feed = () => bench.control.feed().items;

  beforeEach(async () => {
    bench = await TestBench.start();
    bench.control.createAccount({
      platform: 'mastodon',
      id: ID,
      name: 'Up café',
      handle: 'upcafe',
      token: 'ma-token',
    });
  });
  afterEach(() => bench.stop());

  it('gives a key its first status again for an hour, whatever the text, and nothing once it is deleted', async () => {
    const first = await write({ status: 'Une fois' }, 'key');
    expect(first.json()).toMatchObject({ content: '<p>Une fois</p>', visibility: 'public' });
    expect(idOf(await write({ status: 'Autre chose' }, 'key'))).toBe(idOf(first));
    expect(feed().map(({ text }) => text)).toEqual(['Une fois']);
    bench.clock.advance(3_600_000);
    expect(idOf(await write({ status: 'Une fois' }, 'key'))).not.toBe(idOf(first));
    expect(feed()).toHaveLength(2);
    const other = await write({ status: 'Supprimé' }, 'other');
    bench.clock.advance(1_000);
    const removed = await bench.send('DELETE', `${API}/statuses/${idOf(other)}`, { headers: auth() });
    expect(removed.json()).toMatchObject({ text: 'Supprimé' });
    expect((await write({ status: 'Supprimé' }, 'other')).status).toBe(404);
    await write({ status: 'Sans clé' });
    await write({ status: 'Sans clé' });
    expect(feed()).toHaveLength(4);
  });

  it('processes a video for a while, and gives a medium to one status alone', async () => {
    const sent = await upload(mp4());
    expect([sent.status, sent.json().url]).toEqual([202, null]);
    const id = idOf(sent);
    expect((await get(`/media/${id}`)).status).toBe(206);
    const early = await write({ status: 'Film', media_ids: [id] });
    expect([early.status, early.json()]).toEqual([
      422,
      { error: 'La validation a échoué : Un fichier est encore en cours de traitement' },
    ]);
    bench.clock.advance(2_000);
    expect((await get(`/media/${id}`)).status).toBe(200);
    const status = await write({ status: 'Film', media_ids: [id] });
    expect(status.json()).toMatchObject({ media_attachments: [{ id, description: 'Le café' }] });
    expect((await get(`/media/${id}`)).status).toBe(404);
    expect((await write({ status: 'Encore', media_ids: [id] })).status).toBe(422);
    expect(feed()).toMatchObject([{ media: [{ kind: 'video', altText: 'Le café' }] }]);
  });

  it('sweeps a medium that no status has after a day', async () => {
    const id = idOf(await upload(jpeg(600, 600)));
    bench.clock.advance(86_400_000);
    expect((await get(`/media/${id}`)).status).toBe(404);
  });

  it.each([
    [{ status: ' ' }, 422],
    [{ status: 'x'.repeat(501) }, 422],
    [{ status: 'x'.repeat(496), spoiler_text: 'Deuil' }, 422],
    [{ status: `${'x'.repeat(476)} https://up.example/${'y'.repeat(300)}` }, 200],
    [{ status: `${'x'.repeat(484)} @up@${'serveur'.repeat(20)}.example` }, 200],
    [{ status: 'x', media_ids: ['1'] }, 422],
    [{ status: 'x', visibility: 'everyone' }, 400],
    [{ status: 'x', in_reply_to_id: '1' }, 404],
  ])('answers %j with %i', async (body, status) => {
    expect((await write(body)).status).toBe(status);
  });

  it('does not mix a video with pictures, nor takes more than four', async () => {
    const picture = async () => idOf(await upload(jpeg(600, 600)));
    const film = idOf(await upload(mp4()));
    bench.clock.advance(2_000);
    expect((await write({ media_ids: [film, await picture()] })).status).toBe(422);
    const five = [await picture(), await picture(), await picture(), await picture(), await picture()];
    expect((await write({ media_ids: five })).status).toBe(422);
    expect((await write({ media_ids: five.slice(0, 4) })).status).toBe(200);
  });

  it('makes a silenced account’s posts unlisted, and shows nobody a direct one', async () => {
    bench.control.patchAccount('mastodon', ID, { options: { silenced: true } });
    expect((await write({ status: 'Tout bas' })).json().visibility).toBe('unlisted');
    await write({ status: 'Pour une personne', visibility: 'direct' });
    expect(feed().map(({ text }) => text)).toEqual(['Tout bas']);
  });

  it('lists what was written as HTML, the newest first, and tells what was typed', async () => {
    const text = 'Bonjour @up@social.example <3\nhttps://www.up.example/une/adresse/qui/est/longue #café';
    const id = idOf(await write({ status: text }));
    const reply = idOf(await write({ status: 'Réponse', in_reply_to_id: id }));
    expect((await get(`/accounts/${ID}/statuses`)).json()).toEqual([]);
    bench.clock.advance(1_000);
    const rows = (await get(`/accounts/${ID}/statuses`)).json<{ id: string; content: string }[]>();
    expect(rows.map((row) => row.id)).toEqual([reply, id]);
    expect(rows[1]?.content).toContain('@<span>up</span></a></span> &lt;3<br />');
    expect(rows[1]?.content).toContain('<span class="invisible">https://www.</span>');
    expect((await get(`/statuses/${id}/source`)).json()).toMatchObject({ text, spoiler_text: '' });
    const after = await get(`/accounts/${ID}/statuses`, { min_id: id });
    expect(after.json<{ id: string }[]>().map((row) => row.id)).toEqual([reply]);
    expect((await get(`/statuses/${id}/context`)).json()).toMatchObject({ descendants: [{ id: reply }] });
    expect(feed()).toMatchObject([{ id, comments: [{ id: reply }] }]);
  });

  it('tells its limits in each answer, with an instant for their end', async () => {
    bench.control.changeSettings({ platform: 'mastodon', quotas: { statusesPer3Hours: 1 } });
    const first = await write({ status: 'Un' });
    expect(first.headers.get('x-ratelimit-remaining')).toBe('0');
    const second = await write({ status: 'Deux' });
    expect([second.status, second.json()]).toEqual([429, { error: 'Trop de requêtes' }]);
    expect(second.headers.get('x-ratelimit-reset')).toBe('2026-11-22T12:00:00.000Z');
  });

  it('says in its own language what a token is refused for, and in a header by name', async () => {
    const wrong = await bench.get(`${API}/accounts/verify_credentials`, {}, auth('wrong'));
    expect([wrong.status, wrong.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer realm="Doorkeeper", error="invalid_token"',
    ]);
    bench.control.patchAccount('mastodon', ID, { options: { unconfirmed: true } });
    expect((await get('/accounts/verify_credentials')).status).toBe(403);
  });

  it('as Pixelfed: no v2, no key, no source, and no words alone', async () => {
    bench.control.changeSettings({ platform: 'mastodon', software: 'pixelfed' });
    expect((await bench.get('/mastodon/api/v2/instance')).status).toBe(404);
    expect((await bench.get(`${API}/instance`)).json().version).toMatch(/Pixelfed/);
    expect((await upload(jpeg(600, 600))).status).toBe(404);
    expect((await write({ status: 'Des mots' })).status).toBe(422);
    for (let twice = 0; twice < 2; twice++) {
      const id = idOf(await upload(jpeg(600, 600), 'v1'));
      expect((await write({ status: 'Photo', media_ids: [id] }, 'key')).status).toBe(200);
    }
    expect(feed()).toHaveLength(2);
    bench.clock.advance(1_000);
    expect((await get(`/statuses/${feed()[0]?.id}/source`)).status).toBe(404);
  });

  it('registers applications, and withdraws a token for the one that it knows', async () => {
    const form = { client_name: 'Lineup', redirect_uris: 'https://lineup.example/c', scopes: 'read' };
    const { client_id, client_secret } = (await bench.form(`${API}/apps`, form)).json<
      Record<string, string>
    >();
    const app = { client_id: client_id ?? '', client_secret: client_secret ?? '' };
    const own = { ...app, grant_type: 'client_credentials' };
    expect((await bench.form('/mastodon/oauth/token', own)).status).toBe(200);
    const wrong = await bench.form('/mastodon/oauth/token', { ...own, client_secret: 'wrong' });
    expect([wrong.status, wrong.json().error]).toEqual([401, 'invalid_client']);
    const code = await bench.form('/mastodon/oauth/token', { ...app, code: 'wrong' });
    expect([code.status, code.json().error]).toEqual([400, 'invalid_grant']);
    expect((await bench.form('/mastodon/oauth/revoke', { ...app, token: 'ma-token' })).status).toBe(200);
    expect((await get('/accounts/verify_credentials')).status).toBe(401);
  });
});
