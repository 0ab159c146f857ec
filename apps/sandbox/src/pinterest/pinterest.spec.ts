import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { jpeg, mp4, TestBench } from '../testing/bench.js';
import { FIRST_BOARD } from './boards.js';

const ME = '549000000000000001';
const SECTION = '5258814934636085101';
const API = '/pinterest/v5';

interface Pin {
  id: string;
  [field: string]: unknown;
}

describe('Pinterest', () => {
  let bench: TestBench;
  const headers = { authorization: 'Bearer pina_1' };
  const get = (path: string, params: Record<string, string> = {}) =>
    bench.get(`${API}${path}`, params, headers);
  const post = (path: string, body: unknown) => bench.json(`${API}${path}`, body, headers);
  const picture = (width = 1_000, height = 1_500) => ({
    content_type: 'image/jpeg',
    data: jpeg(width, height).toString('base64'),
  });
  const pin = (over: object = {}) =>
    post('/pins', {
      board_id: FIRST_BOARD,
      title: 'Up café',
      description: 'Éclat',
      link: 'https://up.example/cafe',
      alt_text: 'Une tasse',
      media_source: { source_type: 'image_base64', ...picture() },
      ...over,
    });
  const items = async (path: string, params: Record<string, string> = {}) =>
    (await get(path, params)).json<{ items: Pin[]; bookmark: string | null }>();

  beforeEach(async () => {
    bench = await TestBench.start();
    bench.control.createAccount({
      platform: 'pinterest',
      id: ME,
      name: 'Up',
      handle: 'up',
      token: 'pina_1',
      refreshToken: 'pinr.1',
    });
  });
  afterEach(() => bench.stop());

  it('answers once the pin is there, and lists it on its board after the lag, without a zone', async () => {
    const answer = await pin({ board_section_id: SECTION });
    expect(answer.status).toBe(201);
    const { id } = answer.json<Pin>();
    expect(Number(id)).toBeGreaterThan(Number.MAX_SAFE_INTEGER);
    expect(bench.control.feed().items).toMatchObject([
      {
        id,
        text: 'Éclat',
        link: 'https://up.example/cafe',
        media: [{ kind: 'image', altText: 'Une tasse' }],
      },
    ]);
    expect((await items(`/boards/${FIRST_BOARD}/pins`)).items).toEqual([]);
    bench.clock.advance(1_000);
    const { items: listed } = await items(`/boards/${FIRST_BOARD}/pins`);
    expect(listed).toMatchObject([
      {
        id,
        created_at: '2026-11-22T09:00:00',
        title: 'Up café',
        alt_text: 'Une tasse',
        board_section_id: SECTION,
      },
    ]);
    expect((await items(`/boards/${FIRST_BOARD}/sections/${SECTION}/pins`)).items).toHaveLength(1);
    expect((await get(`/pins/${id}`)).json()).toMatchObject({ id });
    expect((await bench.send('DELETE', `${API}/pins/${id}`, { headers })).status).toBe(204);
    expect(bench.control.feed().items).toEqual([]);
  });

  it('takes the same pin twice: nothing tells one from the other', async () => {
    await pin();
    await pin();
    expect(bench.control.ledger({ kind: 'published' }).entries).toHaveLength(2);
  });

  it.each([
    [{ board_id: '1' }, 404, 40],
    [{ board_id: 'x' }, 400, 1],
    [{ board_section_id: '1' }, 404, 2031],
    [{ title: 'x'.repeat(101) }, 400, 1],
    [{ description: 'é'.repeat(801) }, 400, 1],
    [{ alt_text: 'x'.repeat(501) }, 400, 1],
    [{ link: 'nowhere' }, 400, 1],
    [{ media_source: { source_type: 'image_base64', content_type: 'image/jpeg', data: 'AAAA' } }, 403, 235],
    [
      {
        media_source: {
          source_type: 'image_base64',
          content_type: 'image/jpeg',
          data: jpeg(50, 50).toString('base64'),
        },
      },
      403,
      233,
    ],
    [{ media_source: { source_type: 'multiple_image_base64', items: [] } }, 400, 1],
  ])('refuses %j with %i, code %i', async (over, status, code) => {
    const answer = await pin(over);
    expect([answer.status, answer.json().code]).toEqual([status, code]);
    expect(bench.control.feed().items).toEqual([]);
  });

  it('shows a carousel, whose pictures may have to be of one size', async () => {
    const carousel = (...sizes: [number, number][]) =>
      pin({
        media_source: {
          source_type: 'multiple_image_base64',
          items: sizes.map(([width, height]) => picture(width, height)),
        },
      });
    expect((await carousel([1_000, 1_000], [1_000, 900])).status).toBe(201);
    bench.control.changeSettings({ platform: 'pinterest', oneSize: true });
    expect((await carousel([1_000, 1_000], [1_000, 900])).status).toBe(400);
    expect((await carousel([1_000, 1_000], [1_000, 1_000])).json()).toMatchObject({
      media: { media_type: 'multiple_images' },
    });
    expect(bench.control.feed().items[0]?.media).toHaveLength(2);
  });

  it('takes a video by its form, shows it once it was processed, and wants a cover', async () => {
    const registered = async () =>
      (await post('/media', { media_type: 'video' })).json<{
        media_id: string;
        upload_url: string;
        upload_parameters: Record<string, string>;
      }>();
    const send = (url: string, fields: Record<string, string>, file: Buffer) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      form.append('file', new Blob([new Uint8Array(file)]), 'video.mp4');
      return bench.send('POST', url, { body: form });
    };
    const { media_id: id, upload_url: url, upload_parameters: fields } = await registered();
    const status = async (media = id) => (await get(`/media/${media}`)).json().status;
    expect(await status()).toBe('registered');
    expect((await send(url, { key: fields.key ?? '' }, mp4())).status).toBe(403);
    expect((await send(url, fields, mp4())).status).toBe(204);
    expect(await status()).toBe('processing');
    const source = { source_type: 'video_id', media_id: id, cover_image_key_frame_time: 1 };
    expect((await pin({ media_source: source })).status).toBe(400);
    bench.clock.advance(1_500);
    expect(await status()).toBe('succeeded');
    expect((await pin({ media_source: { ...source, cover_image_key_frame_time: undefined } })).status).toBe(
      400,
    );
    expect((await pin({ media_source: source })).status).toBe(201);
    expect(bench.control.feed().items).toMatchObject([{ media: [{ kind: 'video' }] }]);
    const other = await registered();
    await send(other.upload_url, other.upload_parameters, Buffer.from('no film'));
    bench.clock.advance(1_500);
    expect(await status(other.media_id)).toBe('failed');
    const late = await registered();
    bench.clock.advance(3_600_001);
    expect((await send(late.upload_url, late.upload_parameters, mp4())).status).toBe(403);
  });

  it('gives lists in pages, and a secret board only to a token with the scope for it', async () => {
    const first = await items('/boards', { page_size: '1' });
    expect(first.items).toMatchObject([{ id: FIRST_BOARD, name: 'Solutions', privacy: 'PUBLIC' }]);
    const second = await items('/boards', { page_size: '1', bookmark: first.bookmark ?? '' });
    expect([second.items[0]?.name, second.bookmark]).toEqual(['Recettes de saison', null]);
    bench.control.patchAccount('pinterest', ME, { options: { secretScopes: true } });
    expect((await items('/boards')).items.map(({ privacy }) => privacy)).toEqual([
      'PUBLIC',
      'PUBLIC',
      'SECRET',
    ]);
    expect((await items(`/boards/${FIRST_BOARD}/sections`)).items).toHaveLength(2);
    expect((await get('/boards', { page_size: '251' })).status).toBe(400);
  });

  it('has its author alone see what an application with Trial access pins, or refuses it', async () => {
    bench.control.changeSettings({ platform: 'pinterest', access: 'trial_hidden' });
    expect((await pin()).status).toBe(201);
    expect(bench.control.feed().items).toEqual([]);
    bench.control.changeSettings({ platform: 'pinterest', access: 'trial_refused' });
    expect((await pin()).json()).toMatchObject({ code: 29 });
  });

  it('counts calls of an account in a minute, and of the application in a day', async () => {
    bench.control.changeSettings({ platform: 'pinterest', quotas: { writesPerMinute: 1 } });
    expect((await pin()).status).toBe(201);
    const limited = await pin();
    expect([limited.status, limited.headers.get('x-ratelimit-reset')]).toEqual([429, '60']);
    bench.control.changeSettings({ platform: 'pinterest', quotas: { writesPerMinute: 0, callsPerDay: 1 } });
    await get('/user_account');
    expect((await get('/user_account')).headers.get('x-ratelimit-reset')).toBe('86400');
  });

  it('gives another refresh token with each renewal, to the application alone', async () => {
    const renew = (refresh_token: string, authorization?: string) =>
      bench.send('POST', `${API}/oauth/token`, {
        body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token, continuous_refresh: 'true' }),
        ...(authorization && { headers: { authorization } }),
      });
    expect((await renew('pinr.1')).json()).toMatchObject({ code: 2 });
    const fresh = (await renew('pinr.1', 'Basic aWQ6c2VjcmV0')).json<Record<string, string | number>>();
    expect(fresh).toMatchObject({ expires_in: 2_592_000, refresh_token_expires_in: 5_184_000 });
    expect((await renew('pinr.1', 'Basic aWQ6c2VjcmV0')).json()).toMatchObject({ code: 283 });
    expect((await get('/user_account')).json()).toMatchObject({ code: 2 });
    const account = await bench.get(
      `${API}/user_account`,
      {},
      { authorization: `Bearer ${fresh.access_token}` },
    );
    expect(account.json()).toMatchObject({ id: ME, username: 'up', business_name: 'Up' });
  });

  it('gives tokens for a code, once, to the application that asked and the address it named', async () => {
    const back = 'https://up.example/back';
    const agreed = async (): Promise<string> => {
      const asked = new URLSearchParams({
        client_id: 'id',
        redirect_uri: back,
        scope: 'boards:read,pins:read',
        state: 's',
      });
      const answer = await bench.send('POST', `/pinterest/oauth/?${asked.toString()}`, {
        body: new URLSearchParams({ answer: 'allow', account: ME }),
        redirect: 'manual',
      });
      return new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
    };
    const redeem = (code: string, client = 'id', redirect_uri = back) =>
      bench.send('POST', `${API}/oauth/token`, {
        body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri }),
        headers: { authorization: `Basic ${Buffer.from(`${client}:secret`).toString('base64')}` },
      });
    expect((await redeem(await agreed(), 'other')).json()).toMatchObject({ code: 283 });
    expect((await redeem(await agreed(), 'id', 'https://else.example')).json()).toMatchObject({ code: 283 });
    const code = await agreed();
    expect((await redeem(code)).json()).toMatchObject({
      access_token: 'pina_1',
      refresh_token: 'pinr.1',
      scope: 'boards:read pins:read',
    });
    expect((await redeem(code)).json()).toMatchObject({ code: 283 });
  });
});
