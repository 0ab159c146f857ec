import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Answer, mp4, TestBench } from '../testing/bench.js';

const ME = 'UC0123456789abcdefghij-_';
const API = '/youtube/youtube/v3';
const KIB256 = 256 * 1_024;

describe('YouTube', () => {
  let bench: TestBench;
  const headers = { authorization: 'Bearer ya29.1' };
  const get = (path: string, params: Record<string, string>) => bench.get(`${API}/${path}`, params, headers);
  const post = (path: string, body: unknown) => bench.json(`${API}/${path}?part=snippet`, body, headers);
  const begin = (size: number, snippet: object = {}, status: object = { privacyStatus: 'private' }) =>
    bench.json(
      '/youtube/upload/youtube/v3/videos?uploadType=resumable&part=snippet,status',
      { snippet: { title: 'Une vidéo', description: 'Éclat', ...snippet }, status },
      { ...headers, 'x-upload-content-length': String(size), 'x-upload-content-type': 'video/mp4' },
    );
  const put = (url: string, range: string, bytes?: Buffer) =>
    bench.send('PUT', url, {
      headers: { ...headers, 'content-range': `bytes ${range}`, 'content-type': 'video/mp4' },
      ...(bytes ? { body: new Uint8Array(bytes) } : {}),
    });
  const update = (id: string, status: object) =>
    bench.send('PUT', `${API}/videos?part=status`, {
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ id, status }),
    });
  const reasonOf = (answer: Answer): string | undefined =>
    answer.json<{ error: { errors: { reason: string }[] } }>().error.errors[0]?.reason;
  const statusOf = async (id: string) =>
    (await get('videos', { part: 'status', id })).json<{ items: { status: Record<string, unknown> }[] }>()
      .items[0]?.status;
  const sessionOf = (answer: Answer): string => answer.headers.get('location') ?? '';
  /** The id of a video that was uploaded whole. */
  const uploaded = async (film = mp4(), status?: object): Promise<string> => {
    const url = sessionOf(await begin(film.length, {}, status));
    const made = await put(url, `0-${film.length - 1}/${film.length}`, film);
    return made.json<{ id: string }>().id;
  };

  beforeEach(async () => {
    bench = await TestBench.start();
    bench.control.createAccount({
      platform: 'youtube',
      id: ME,
      name: 'Up',
      handle: 'up',
      token: 'ya29.1',
      refreshToken: 'rft.1',
    });
  });
  afterEach(() => bench.stop());

  it('takes a file in pieces, tells how far it is, and makes one video of it', async () => {
    const film = mp4(KIB256 + 9);
    const total = film.length;
    const url = sessionOf(await begin(total));
    const rangeOf = (answer: Answer) => [answer.status, answer.headers.get('range')];
    expect(rangeOf(await put(url, `*/${total}`))).toEqual([308, null]);
    const odd = await put(url, `0-99/${total}`, film.subarray(0, 100));
    expect(odd.status).toBe(400);
    const first = await put(url, `0-${KIB256 - 1}/${total}`, film.subarray(0, KIB256));
    expect(rangeOf(first)).toEqual([308, `bytes=0-${KIB256 - 1}`]);
    expect((await put(url, `0-${KIB256 - 1}/${total}`, film.subarray(0, KIB256))).status).toBe(400);
    expect(rangeOf(await put(url, `*/${total}`))).toEqual([308, `bytes=0-${KIB256 - 1}`]);
    const made = await put(url, `${KIB256}-${total - 1}/${total}`, film.subarray(KIB256));
    expect(made.status).toBe(201);
    const { id } = made.json<{ id: string }>();
    expect(id).toMatch(/^[\w-]{11}$/);
    const asked = await put(url, `*/${total}`);
    expect([asked.status, asked.json().id]).toEqual([200, id]);
    expect((await put(`${url}9`, `*/${total}`)).status).toBe(404);
    expect(bench.control.ledger({ kind: 'hidden_created' }).entries).toHaveLength(1);
  });

  it('shows nobody a private video, and a public one once, however often it is made so', async () => {
    const id = await uploaded();
    bench.clock.advance(60_000);
    expect(bench.control.feed().items).toEqual([]);
    expect(await statusOf(id)).toMatchObject({ uploadStatus: 'processed', privacyStatus: 'private' });
    for (let times = 0; times < 2; times++) {
      const answer = await update(id, { privacyStatus: 'public', embeddable: true });
      expect(answer.json()).toMatchObject({ id, status: { privacyStatus: 'public' } });
    }
    expect(bench.control.feed().items).toMatchObject([
      { id, text: 'Éclat', arrivedAt: '2026-11-22T09:01:00.000Z' },
    ]);
    expect(bench.control.ledger({ kind: 'revealed' }).entries).toHaveLength(1);
    // Reads are behind; what an update does not say is lost.
    expect(await statusOf(id)).toMatchObject({ privacyStatus: 'private', publicStatsViewable: true });
    bench.clock.advance(1_000);
    expect(await statusOf(id)).toMatchObject({ privacyStatus: 'public', publicStatsViewable: false });
    await update(id, { privacyStatus: 'private' });
    expect(bench.control.feed().items).toEqual([]);
  });

  it('shows an unlisted video to those with its link alone', async () => {
    const id = await uploaded();
    bench.clock.advance(60_000);
    await update(id, { privacyStatus: 'unlisted' });
    bench.clock.advance(60_000);
    expect(bench.control.feed().items).toEqual([]);
    expect(await statusOf(id)).toMatchObject({ privacyStatus: 'unlisted' });
    const shown = await get('videos', { part: 'snippet', id });
    expect(shown.json()).toMatchObject({ items: [{ snippet: { publishedAt: '2026-11-22T09:00:00.000Z' } }] });
  });

  it('says yes to a project without an audit, and keeps its videos private', async () => {
    bench.control.changeSettings({ platform: 'youtube', unaudited: true });
    const id = await uploaded(mp4(), { privacyStatus: 'public' });
    const answer = await update(id, { privacyStatus: 'public' });
    expect([answer.status, answer.json()]).toMatchObject([200, { status: { privacyStatus: 'public' } }]);
    bench.clock.advance(60_000);
    expect(bench.control.feed().items).toEqual([]);
    expect(await statusOf(id)).toMatchObject({ privacyStatus: 'private' });
  });

  it('fails what is no video, once it is processed', async () => {
    const id = await uploaded(Buffer.alloc(4_096, 1));
    expect(await statusOf(id)).toMatchObject({ uploadStatus: 'uploaded' });
    bench.clock.advance(60_000);
    expect(await statusOf(id)).toMatchObject({ uploadStatus: 'failed', failureReason: 'invalidFile' });
    await update(id, { privacyStatus: 'public' });
    expect(bench.control.feed().items).toEqual([]);
  });

  it.each([
    ['no title', { title: '' }, 'invalidTitle'],
    ['a title of 101 characters', { title: 'x'.repeat(101) }, 'invalidTitle'],
    ['a title with a bracket', { title: 'a < b' }, 'invalidTitle'],
    ['a description of 5,002 bytes', { description: 'é'.repeat(2_501) }, 'invalidDescription'],
    ['a tag that its quotes make too long', { tags: [`a ${'x'.repeat(497)}`] }, 'invalidTags'],
  ])('refuses %s', async (_, snippet, reason) => {
    const answer = await begin(4_096, snippet);
    expect([answer.status, reasonOf(answer)]).toEqual([400, reason]);
  });

  it('counts the uploads of the project and of each channel', async () => {
    bench.control.changeSettings({ platform: 'youtube', quotas: { channelUploadsPerDay: 1 } });
    expect((await begin(4_096)).status).toBe(200);
    expect(reasonOf(await begin(4_096))).toBe('uploadLimitExceeded');
    bench.control.changeSettings({ platform: 'youtube', quotas: { uploadsPerDay: 1 } });
    const full = await begin(4_096);
    expect([full.status, reasonOf(full)]).toEqual([403, 'quotaExceeded']);
    bench.clock.advance(86_400_000);
    expect((await begin(4_096)).status).toBe(200);
  });

  it('takes comments under videos that are seen, and not under those made for kids', async () => {
    const id = await uploaded();
    const write = (videoId: string) =>
      post('commentThreads', {
        snippet: { channelId: ME, videoId, topLevelComment: { snippet: { textOriginal: 'Venez' } } },
      });
    expect(reasonOf(await write(id))).toBe('forbidden');
    await update(id, { privacyStatus: 'public' });
    expect((await write(id)).status).toBe(200);
    bench.clock.advance(60_000);
    const list = await get('commentThreads', { part: 'snippet', videoId: id });
    expect(list.json()).toMatchObject({
      items: [
        {
          snippet: {
            topLevelComment: { snippet: { textOriginal: 'Venez', authorChannelId: { value: ME } } },
          },
        },
      ],
    });
    await update(id, { privacyStatus: 'public', selfDeclaredMadeForKids: true });
    expect(reasonOf(await write(id))).toBe('commentsDisabled');
  });

  it('lists uploads newest first, the channel’s playlist, and a video in it as often as it was put there', async () => {
    const [first, second] = [await uploaded(), await uploaded()];
    bench.clock.advance(60_000);
    const channel = await get('channels', { part: 'snippet,contentDetails', mine: 'true' });
    const { items } = channel.json<{
      items: { id: string; contentDetails: { relatedPlaylists: { uploads: string } } }[];
    }>();
    expect(items).toMatchObject([{ id: ME, snippet: { customUrl: '@up' } }]);
    const playlistId = items[0]?.contentDetails.relatedPlaylists.uploads ?? '';
    const page = (await get('playlistItems', { part: 'contentDetails', playlistId, maxResults: '1' })).json<{
      nextPageToken: string;
    }>();
    expect(page).toMatchObject({ items: [{ contentDetails: { videoId: second } }] });
    const rest = { part: 'contentDetails', playlistId, pageToken: page.nextPageToken };
    expect((await get('playlistItems', rest)).json()).toMatchObject({
      items: [{ contentDetails: { videoId: first } }],
    });
    const [playlist] = (await get('playlists', { part: 'snippet', mine: 'true' })).json<{
      items: { id: string }[];
    }>().items;
    const resourceId = { kind: 'youtube#video', videoId: first };
    for (let times = 0; times < 2; times++) {
      await post('playlistItems', { snippet: { playlistId: playlist?.id, resourceId } });
    }
    const inside = { part: 'id', playlistId: playlist?.id ?? '', videoId: first };
    expect((await get('playlistItems', inside)).json()).toMatchObject({ pageInfo: { totalResults: 2 } });
  });

  it('gives a person’s channel for a code, once, with the rights that were left ticked', async () => {
    const challenge = createHash('sha256').update('verifier').digest('base64url');
    const asked = { client_id: 'id', redirect_uri: 'https://lineup.example/back', state: 's' };
    const query = new URLSearchParams({ ...asked, scope: 'a b', code_challenge: challenge });
    const agreed = await bench.send('POST', `/youtube/o/oauth2/v2/auth?${query.toString()}`, {
      body: new URLSearchParams({ answer: 'allow', account: ME, scope: 'b' }),
      redirect: 'manual',
    });
    const code = new URL(agreed.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const redeem = (code_verifier: string) =>
      bench.form('/youtube/token', {
        ...asked,
        client_secret: 'secret',
        grant_type: 'authorization_code',
        code,
        code_verifier,
      });
    expect((await redeem('verifier')).json()).toMatchObject({
      access_token: 'ya29.1',
      refresh_token: 'rft.1',
      expires_in: 3_599,
      scope: 'b',
    });
    const again = await redeem('verifier');
    expect([again.status, again.json().error]).toEqual([400, 'invalid_grant']);
  });

  it('renews an access token by a refresh token that stays, until the consent is withdrawn', async () => {
    const app = { client_id: 'id', client_secret: 'secret' };
    const renew = () =>
      bench.form('/youtube/token', { ...app, grant_type: 'refresh_token', refresh_token: 'rft.1' });
    const fresh = (await renew()).json<Record<string, unknown>>();
    expect(fresh).toMatchObject({ expires_in: 3_599, token_type: 'Bearer' });
    expect(fresh.refresh_token).toBeUndefined();
    const stale = await get('channels', { part: 'snippet', mine: 'true' });
    expect([stale.status, reasonOf(stale)]).toEqual([401, 'authError']);
    expect((await renew()).status).toBe(200);
    expect((await bench.form('/youtube/revoke', { token: 'rft.1' })).status).toBe(200);
    const gone = await renew();
    expect([gone.status, gone.json().error]).toEqual([400, 'invalid_grant']);
    expect((await bench.form('/youtube/revoke', { token: 'rft.1' })).json().error).toBe('invalid_token');
  });
});
