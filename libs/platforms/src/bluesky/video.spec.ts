import {
  aContent,
  aMedium,
  failureOf,
  runStep,
  startNetworkDouble,
  type DoubleReply,
  type NetworkDouble,
} from '../../../../test/support/network-double.js';
import { checkContent } from '../rules/index.js';
import type { Json } from '../rules/outcome.js';
import { bluesky } from './adapter.js';

const DID = 'did:plc:upcafe22222222222222222a';
const KEY = '3abcdefghijkl';

describe('a video on bluesky', () => {
  let network: NetworkDouble;
  beforeAll(async () => {
    network = await startNetworkDouble();
  });
  afterAll(() => network.close());
  const medium = aMedium({ kind: 'video', mime: 'video/mp4', width: 720, height: 1280, durationMs: 9_000 });
  const content = aContent({ type: 'video', text: 'Film', media: [medium] });
  const chosen = { account: { key: KEY, createdAt: '2026-11-22T10:00:00.000Z' } };
  const blob = {
    $type: 'blob',
    ref: { $link: `bafkrei${'a'.repeat(52)}` },
    mimeType: 'video/mp4',
    size: 8,
  };
  const io = (progress: Record<string, Json> = {}) => ({
    ...network.io(bluesky, content, { progress: { ...chosen, ...progress } }),
    account: { remoteId: DID, handle: 'up.example' },
  });
  const job = (over: object = {}) => ({ jobId: 'd1', did: DID, state: 'JOB_STATE_CREATED', ...over });
  const says = (replies: Record<string, DoubleReply>) =>
    network.answer(({ path }) => {
      const method = path.split('.').at(-1) ?? '';
      const token: DoubleReply = {
        headers: { date: 'Sun, 22 Nov 2026 10:00:00 GMT' },
        body: { token: `for.${network.requests.length}.service` },
      };
      return replies[method] ?? (method === 'getServiceAuth' ? token : { body: { canUpload: true } });
    });

  it('is sent to the service with a token for it alone, which lasts until the service is done', async () => {
    says({ uploadVideo: { body: job() } });
    expect(await runStep(bluesky, io(), 'upload')).toEqual({ state: 'done', output: { jobId: 'd1' } });
    const [forLimits, limits, forUpload, upload] = network.requests;
    expect(Object.fromEntries(forLimits?.query ?? [])).toEqual({
      aud: 'did:web:video.bsky.app',
      lxm: 'app.bsky.video.getUploadLimits',
    });
    expect(limits?.headers.authorization).toBe('Bearer for.1.service');
    expect(Object.fromEntries(forUpload?.query ?? [])).toMatchObject({
      lxm: 'com.atproto.repo.uploadBlob',
      exp: String(Date.parse('2026-11-22T10:30:00Z') / 1_000),
    });
    expect(forUpload?.query.get('aud')).toMatch(/^did:web:127\.0\.0\.1%3A\d+$/u);
    expect(upload?.headers).toMatchObject({
      authorization: 'Bearer for.3.service',
      'content-type': 'video/mp4',
    });
    expect(Object.fromEntries(upload?.query ?? [])).toEqual({ did: DID, name: `${KEY}.mp4` });
  });

  it('that the account sent before is not sent twice', async () => {
    says({ uploadVideo: { status: 409, body: job({ error: 'already_exists' }) } });
    expect(await runStep(bluesky, io(), 'upload')).toMatchObject({ output: { jobId: 'd1' } });
    says({ uploadVideo: { status: 409, body: { error: 'already_exists' } } });
    expect(await failureOf(runStep(bluesky, io(), 'upload'))).toMatchObject({ class: 'transient' });
    expect((await runStep(bluesky, io({ upload: { jobId: 'd7' } }), 'upload')).output).toEqual({
      jobId: 'd7',
    });
  });

  it.each([
    [{ canUpload: false, remainingDailyVideos: 0 }, 'rate_limited', 'daily_quota'],
    [{ canUpload: true, remainingDailyBytes: 3 }, 'rate_limited', 'daily_quota'],
    [{ canUpload: false, error: 'unconfirmed_email' }, 'permanent', 'account_restricted'],
  ])('is not sent where the account may not: %j', async (body, kind, hint) => {
    says({ getUploadLimits: { body } });
    expect(await failureOf(runStep(bluesky, io(), 'upload'))).toMatchObject({ class: kind, hint });
    expect(network.requests).toHaveLength(2);
  });

  it('is waited for, whether its state comes wrapped or bare', async () => {
    const upload = { upload: { jobId: 'd1' } };
    says({ getJobStatus: { body: { jobStatus: job({ state: 'JOB_STATE_ENCODING' }) } } });
    expect(await runStep(bluesky, io(upload), 'processed')).toMatchObject({
      state: 'wait',
      output: { polls: 1 },
    });
    expect(network.requests[0]?.headers.authorization).toBeUndefined();
    says({ getJobStatus: { body: job({ state: 'JOB_STATE_COMPLETED', blob }) } });
    expect(await runStep(bluesky, io({ ...upload, processed: { polls: 1 } }), 'processed')).toEqual({
      state: 'done',
      output: { polls: 2, blob },
    });
    says({ getJobStatus: { body: job({ state: 'JOB_STATE_ENCODING' }) } });
    expect(
      await failureOf(runStep(bluesky, io({ ...upload, processed: { polls: 60 } }), 'processed')),
    ).toMatchObject({ class: 'transient', restartFrom: 'upload' });
  });

  it.each([
    ['validation_failure', 'permanent', 'video_refused'],
    ['encoding_failure', 'permanent', 'media_processing_failed'],
    ['pds_upload_unsupported_blob_size', 'permanent', 'video_refused'],
    ['pds_upload_failure', 'transient', 'upload_expired'],
    [undefined, 'transient', 'upload_expired'],
  ])('that failed with %s is %s', async (failureCode, kind, hint) => {
    says({ getJobStatus: { body: { jobStatus: job({ state: 'JOB_STATE_FAILED', failureCode }) } } });
    expect(await failureOf(runStep(bluesky, io({ upload: { jobId: 'd1' } }), 'processed'))).toMatchObject({
      class: kind,
      hint,
      refused: true,
    });
  });

  it('is embedded as the file that the service made of it', async () => {
    network.answer(() => ({
      body: { uri: `at://${DID}/app.bsky.feed.post/${KEY}`, cid: `bafyrei${'a'.repeat(52)}` },
    }));
    await runStep(bluesky, io({ upload: { jobId: 'd1' }, processed: { polls: 1, blob } }), 'publish');
    const { record } = JSON.parse(network.requests[0]?.body ?? '') as { record: { embed: unknown } };
    expect(record.embed).toEqual({
      $type: 'app.bsky.embed.video',
      video: blob,
      alt: 'Le café',
      aspectRatio: { width: 720, height: 1280 },
    });
  });
});

describe('what bluesky takes', () => {
  const errors = (content: Parameters<typeof checkContent>[1]) =>
    checkContent('bluesky', content)
      .filter(({ severity }) => severity === 'error')
      .map(({ code, actual }) => [code, actual]);
  const said = (text: string) => errors(aContent({ type: 'text', text }));

  it('counts what readers see as one character, and the bytes beside', () => {
    const family = '👨‍👩‍👧‍👦';
    expect(said('é'.repeat(300))).toEqual([]);
    expect(said('é'.repeat(301))).toEqual([['text_too_long', 301]]);
    expect(said(family.repeat(120))).toEqual([]);
    expect(said(family.repeat(121))).toEqual([['text_too_many_bytes', 3_025]]);
  });

  it('takes four pictures, and videos of three minutes', () => {
    const pictures = (count: number) =>
      errors(aContent({ type: 'images', text: '', media: Array.from({ length: count }, () => aMedium()) }));
    expect(pictures(4)).toEqual([]);
    expect(pictures(5)).toEqual([['media_count_too_many', 5]]);
    const film = aMedium({ kind: 'video', mime: 'video/mp4', durationMs: 181_000 });
    expect(errors(aContent({ type: 'video', media: [film] }))).toEqual([['video_too_long', 181_000]]);
  });
});
