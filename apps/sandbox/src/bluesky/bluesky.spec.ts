import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { jpeg, mp4, TestBench } from '../testing/bench.js';

const DID = 'did:plc:upcafe22222222222222222a';
const POSTS = 'app.bsky.feed.post';
const KEY = '3abcdefghijkl';

describe('Bluesky', () => {
  let bench: TestBench;
  const at = (method: string) => `/bluesky/xrpc/${method}`;
  const auth = (token = 'bs-token') => ({ authorization: `Bearer ${token}` });
  const call = (method: string, body: unknown, token?: string) => bench.json(at(method), body, auth(token));
  const ask = (method: string, params: Record<string, string> = {}, token?: string) =>
    bench.get(at(method), params, auth(token));
  const record = (over: object = {}) => ({
    $type: POSTS,
    text: 'Le café ouvre.',
    createdAt: '2026-11-22T09:00:00.000Z',
    ...over,
  });
  const put = (over: object = {}, rkey = KEY, swap: object = { swapRecord: null }) =>
    call('com.atproto.repo.putRecord', {
      repo: DID,
      collection: POSTS,
      rkey,
      record: record(over),
      ...swap,
    });
  const read = (rkey = KEY) =>
    bench.get(at('com.atproto.repo.getRecord'), { repo: DID, collection: POSTS, rkey });
  const upload = async (bytes: Buffer, type = 'image/jpeg') => {
    const answer = await bench.send('POST', at('com.atproto.repo.uploadBlob'), {
      body: new Uint8Array(bytes),
      headers: { ...auth(), 'content-type': type },
    });
    return answer.json<{ blob: Record<string, unknown> }>().blob;
  };
  const image = (file: object, over: object = { alt: 'Le café' }) => ({
    embed: { $type: 'app.bsky.embed.images', images: [{ image: file, ...over }] },
  });
  const errorOf = ({ status, json }: Awaited<ReturnType<typeof put>>) => [status, json().error];

  beforeEach(async () => {
    bench = await TestBench.start();
    bench.control.createAccount({
      platform: 'bluesky',
      id: DID,
      name: 'Up café',
      handle: 'up.example',
      token: 'bs-token',
      refreshToken: 'bs-refresh',
    });
  });
  afterEach(() => bench.stop());

  it('takes a record once, however often it is put, and never another under its key', async () => {
    const first = await put();
    expect(first.json()).toMatchObject({
      uri: `at://${DID}/${POSTS}/${KEY}`,
      commit: { rev: expect.any(String) },
    });
    const again = await put();
    expect(again.json().cid).toBe(first.json().cid);
    expect(again.json()).not.toHaveProperty('commit');
    expect(errorOf(await put({ text: 'Autre' }))).toEqual([400, 'InvalidSwap']);
    expect(bench.control.feed().items).toMatchObject([{ id: KEY, text: 'Le café ouvre.' }]);
    expect((await read()).json()).toMatchObject({ value: record() });
    // Without the condition, it is an edit that nobody asked about.
    expect((await put({ text: 'Autre' }, KEY, {})).status).toBe(200);
    expect(bench.control.feed().items).toMatchObject([{ text: 'Autre' }]);
  });

  it('answers a record that is created twice with a fault of its own', async () => {
    const create = () =>
      call('com.atproto.repo.createRecord', { repo: DID, collection: POSTS, rkey: KEY, record: record() });
    expect((await create()).status).toBe(200);
    expect(errorOf(await create())).toEqual([500, 'InternalServerError']);
  });

  it('deletes as often as it is asked, and lets a deleted key be written again', async () => {
    await put();
    const remove = () => call('com.atproto.repo.deleteRecord', { repo: DID, collection: POSTS, rkey: KEY });
    expect([(await remove()).status, (await remove()).status]).toEqual([200, 200]);
    expect(errorOf(await read())).toEqual([400, 'RecordNotFound']);
    expect(bench.control.feed().items).toEqual([]);
    expect((await put()).status).toBe(200);
  });

  it.each([
    [{ text: 'x'.repeat(301) }, /300 graphemes/],
    [{ text: '👨‍👩‍👧‍👦'.repeat(121) }, /3000 bytes/],
    [{ createdAt: undefined }, /createdAt/],
    [{ langs: ['fr', 'en', 'de', 'es'] }, /langs/],
    [image({ $type: 'blob', ref: { $link: 'x' }, mimeType: 'image/jpeg', size: 1 }, {}), /alt/],
    [{ embed: { $type: 'app.bsky.embed.images', images: Array(5).fill({}) } }, /images/],
  ])('refuses %j', async (over, message) => {
    const answer = await put(over);
    expect(errorOf(answer)).toEqual([400, 'InvalidRequest']);
    expect(answer.json().message).toMatch(message);
  });

  it('takes words of nothing, facets beside the text, and the most of both limits', async () => {
    const link = { $type: 'app.bsky.richtext.facet#link', uri: 'https://up.example' };
    const far = { index: { byteStart: 500, byteEnd: 600 }, features: [link] };
    expect((await put({ text: ' ', facets: [far] }, '3aaaaaaaaaaaa')).status).toBe(200);
    expect((await put({ text: '👨‍👩‍👧‍👦'.repeat(120) }, '3aaaaaaaaaaab')).status).toBe(200);
    expect(errorOf(await put({}, 'my-key'))).toEqual([400, 'InvalidRequest']);
  });

  it('names a file by its content, sees what it is, and looks at its size when a record names it', async () => {
    const [first, second] = [await upload(jpeg(8, 8), 'text/plain'), await upload(jpeg(8, 8))];
    expect(second).toEqual(first);
    expect(first).toMatchObject({ $type: 'blob', mimeType: 'image/jpeg' });
    expect((await put(image(first))).status).toBe(200);
    expect(bench.control.feed().items).toMatchObject([{ media: [{ kind: 'image', altText: 'Le café' }] }]);
    bench.control.changeSettings({ platform: 'bluesky', imageBytes: 10 });
    expect(errorOf(await put(image(first), '3aaaaaaaaaaaa'))).toEqual([400, 'InvalidRequest']);
    bench.control.changeSettings({ platform: 'bluesky', blobBytes: 10 });
    expect((await upload(jpeg(9, 9))) as unknown).toBeUndefined();
  });

  it('collects files that no record names', async () => {
    const file = await upload(jpeg(8, 8));
    bench.clock.advance(3_600_001);
    expect(errorOf(await put(image(file)))).toEqual([400, 'BlobNotFound']);
  });

  it('shows a reply below its post, and takes one below nothing', async () => {
    const { uri, cid } = (await put()).json<{ uri: string; cid: string }>();
    const reply = (parent: { uri: string; cid: string }) => ({
      text: 'Venez !',
      reply: { root: parent, parent },
    });
    expect((await put(reply({ uri, cid }), '3aaaaaaaaaaaa')).status).toBe(200);
    expect(bench.control.feed().items).toMatchObject([
      { comments: [{ id: '3aaaaaaaaaaaa', text: 'Venez !' }] },
    ]);
    const nothing = { uri: `at://${DID}/${POSTS}/3zzzzzzzzzzzz`, cid };
    expect((await put(reply(nothing), '3aaaaaaaaaaab')).status).toBe(200);
  });

  it('lists the newest keys first, page by page', async () => {
    for (const key of ['3aaaaaaaaaaac', '3aaaaaaaaaaaa', '3aaaaaaaaaaab']) await put({}, key);
    const page = async (params: Record<string, string>) => {
      const answer = await ask('com.atproto.repo.listRecords', { repo: DID, collection: POSTS, ...params });
      const { records, cursor } = answer.json<{ records: { uri: string }[]; cursor?: string }>();
      return [records.map(({ uri }) => uri.slice(-1)).join(''), cursor];
    };
    expect(await page({ limit: '2' })).toEqual(['cb', '3aaaaaaaaaaab']);
    expect(await page({ limit: '2', cursor: '3aaaaaaaaaaab' })).toEqual(['a', undefined]);
  });

  it('gives another pair for a refresh token, and the same one again for a while', async () => {
    const refresh = async (token: string) => {
      const answer = await bench.send('POST', at('com.atproto.server.refreshSession'), {
        headers: auth(token),
      });
      return { answer, ...answer.json<{ accessJwt: string; refreshJwt: string }>() };
    };
    const first = await refresh('bs-refresh');
    const second = await refresh('bs-refresh');
    expect([second.accessJwt, second.refreshJwt]).toEqual([first.accessJwt, first.refreshJwt]);
    expect((await ask('com.atproto.server.getSession', {}, first.accessJwt)).status).toBe(200);
    expect(errorOf(await ask('com.atproto.server.getSession'))).toEqual([400, 'InvalidToken']);
    bench.clock.advance(7_200_001);
    expect(errorOf((await refresh('bs-refresh')).answer)).toEqual([400, 'ExpiredToken']);
    expect((await refresh(first.refreshJwt)).answer.status).toBe(200);
  });

  it('opens a session with the app password alone, and ends it', async () => {
    bench.control.patchAccount('bluesky', DID, { options: { appPassword: 'abcd-efgh-2345-6723' } });
    const open = (password: string) =>
      bench.json(at('com.atproto.server.createSession'), { identifier: 'up.example', password });
    expect(errorOf(await open('bs-token'))).toEqual([401, 'AuthenticationRequired']);
    const session = (await open('abcd-efgh-2345-6723')).json<Record<string, string>>();
    expect(session).toMatchObject({ did: DID, handle: 'up.example', active: true });
    const end = (token = '') =>
      bench.send('POST', at('com.atproto.server.deleteSession'), { headers: auth(token) });
    expect((await end(session.refreshJwt)).status).toBe(200);
    expect(errorOf(await ask('com.atproto.server.getSession', {}, session.accessJwt))).toEqual([
      400,
      'InvalidToken',
    ]);
  });

  it('tells apart no token, one that is over, an account taken down, and somebody else’s repository', async () => {
    expect(errorOf(await bench.get(at('com.atproto.server.getSession')))).toEqual([401, 'AuthMissing']);
    const other = {
      repo: 'did:plc:somebody2222222222222222',
      collection: POSTS,
      rkey: KEY,
      record: record(),
    };
    expect(errorOf(await call('com.atproto.repo.putRecord', other))).toEqual([403, 'AccountNotFound']);
    bench.control.patchAccount('bluesky', DID, { tokenState: 'expired' });
    expect(errorOf(await put())).toEqual([400, 'ExpiredToken']);
    bench.control.patchAccount('bluesky', DID, { tokenState: 'ok', options: { takenDown: true } });
    expect(errorOf(await put())).toEqual([401, 'AccountTakedown']);
  });

  it('counts points of writes, and says when they come back without Retry-After', async () => {
    bench.control.changeSettings({ platform: 'bluesky', quotas: { pointsPerHour: 3 } });
    expect((await put()).headers.get('ratelimit-remaining')).toBe('1');
    const refused = await put({}, '3aaaaaaaaaaaa');
    expect(errorOf(refused)).toEqual([429, 'RateLimitExceeded']);
    expect(refused.headers.get('ratelimit-policy')).toBe('3;w=3600');
    expect(refused.headers.get('retry-after')).toBeNull();
    const resetS = Number(refused.headers.get('ratelimit-reset'));
    expect(resetS).toBe(bench.clock.now() / 1_000 + 3_600);
  });

  describe('videos', () => {
    const token = async (lxm: string, aud: string) =>
      (await ask('com.atproto.server.getServiceAuth', { lxm, aud })).json<{ token: string }>().token;
    const send = async (bytes: Buffer) => {
      const allowed = await token('com.atproto.repo.uploadBlob', 'did:web:pds.example');
      const path = `${at('app.bsky.video.uploadVideo')}?did=${DID}&name=a.mp4`;
      return bench.send('POST', path, {
        body: new Uint8Array(bytes),
        headers: { ...auth(allowed), 'content-type': 'video/mp4' },
      });
    };
    const status = async (jobId: unknown) =>
      (await bench.get(at('app.bsky.video.getJobStatus'), { jobId: String(jobId) })).json<{
        jobStatus: Record<string, unknown>;
      }>().jobStatus;

    it('are processed for a while, and are the same job when they are sent again', async () => {
      const job = (await send(mp4())).json();
      expect(job).toMatchObject({ state: 'JOB_STATE_CREATED' });
      bench.clock.advance(1_000);
      expect(await status(job.jobId)).toMatchObject({ state: 'JOB_STATE_ENCODING' });
      bench.clock.advance(1_000);
      const { blob } = await status(job.jobId);
      const embed = { $type: 'app.bsky.embed.video', video: blob, alt: 'Film' };
      expect((await put({ embed })).status).toBe(200);
      expect(bench.control.feed().items).toMatchObject([{ media: [{ kind: 'video', altText: 'Film' }] }]);
      const again = await send(mp4());
      expect(errorOf(again)).toEqual([409, 'already_exists']);
      expect(again.json()).toMatchObject({ jobId: job.jobId, blob });
    });

    it('fail when they are none', async () => {
      const { jobId } = (await send(jpeg(8, 8))).json();
      bench.clock.advance(2_000);
      expect(await status(jobId)).toMatchObject({
        state: 'JOB_STATE_FAILED',
        failureCode: 'validation_failure',
      });
    });

    it('need a token for their service and for the method', async () => {
      const limits = async (lxm: string, aud: string) => {
        const given = await token(lxm, aud);
        return bench.get(at('app.bsky.video.getUploadLimits'), {}, auth(given));
      };
      const [method, service] = ['app.bsky.video.getUploadLimits', 'did:web:video.bsky.app'];
      expect((await limits(method, service)).json()).toMatchObject({ canUpload: true });
      expect((await limits('com.atproto.repo.uploadBlob', service)).status).toBe(401);
      expect((await limits(method, 'did:web:pds.example')).status).toBe(401);
      const far = { lxm: method, aud: service, exp: String(bench.clock.now() / 1_000 + 3_601) };
      expect(errorOf(await ask('com.atproto.server.getServiceAuth', far))).toEqual([400, 'BadExpiration']);
    });
  });
});
