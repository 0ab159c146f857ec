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

describe('youtube', () => {
  let network: NetworkDouble;
  beforeAll(async () => {
    network = await startNetworkDouble();
  });
  afterAll(() => network.close());
  const video = aMedium({ kind: 'video', mime: 'video/mp4', bytes: 1_000, durationMs: 20_000 });
  const contentOf = (options: Record<string, unknown> = {}) =>
    aContent({
      type: 'video',
      media: [video],
      options: { title: 'Parlons solutions', madeForKids: 'no', ...options },
    });
  const content = contentOf();
  const kept = { license: 'creativeCommon', embeddable: false, publicStatsViewable: true };
  const armed = (over: Record<string, Json> = {}): Record<string, Json> => ({
    session: { uploadUrl: `${network.origin}/up` },
    upload: { videoId: ID },
    processed: { polls: 1, kept },
    ...over,
  });
  const io = (of = content, over: Record<string, Json> = {}) => ({
    ...network.io(youtube, of, { progress: armed(over) }),
    account: { remoteId: CHANNEL, handle: 'upcafe' },
  });
  const list = (kind: string, ...items: unknown[]) => ({ kind: `youtube#${kind}ListResponse`, items });
  const shows = (status: object | null): void =>
    network.answer(() => ({ body: list('video', ...(status ? [{ id: ID, status }] : [])) }));
  const error = (reason: string, code = 403) => ({
    error: { code, message: 'said', errors: [{ domain: 'youtube.video', reason, message: 'said' }] },
  });

  it('asks whether a channel may upload long videos only before one of more than a quarter of an hour', async () => {
    const long = { ...content, media: [{ ...video, durationMs: 900_001 }] };
    expect(youtube.plan(content).map(({ name }) => name)).toEqual([
      'session',
      'upload',
      'processed',
      'publish',
      'live',
    ]);
    const asked = async (longUploadsStatus: string) => {
      network.answer(() => ({ body: list('channel', { status: { longUploadsStatus } }) }));
      return runStep(youtube, io(long), 'channel');
    };
    expect((await asked('allowed')).state).toBe('done');
    expect((await asked('longUploadsUnspecified')).state).toBe('done');
    expect(await failureOf(asked('eligible'))).toMatchObject({
      class: 'permanent',
      cause: 'account',
      hint: 'video_too_long_for_account',
    });
  });

  it('waits until the video is processed, some five minutes at most, and keeps what is not ours', async () => {
    const status = { uploadStatus: 'uploaded', privacyStatus: 'private', ...kept, madeForKids: false };
    shows(status);
    expect(await runStep(youtube, io(), 'processed')).toMatchObject({ state: 'wait' });
    expect(await runStep(youtube, io(content, { processed: { polls: 16 } }), 'processed')).toEqual({
      state: 'done',
      output: { polls: 17, kept },
    });
    shows({ ...status, uploadStatus: 'processed' });
    expect(await runStep(youtube, io(content, { processed: null }), 'processed')).toEqual({
      state: 'done',
      output: { polls: 1, kept },
    });
  });

  it.each([
    [{ uploadStatus: 'failed', failureReason: 'codec' }, 'video_refused'],
    [{ uploadStatus: 'failed', failureReason: 'conversion' }, 'media_processing_failed'],
    [{ uploadStatus: 'failed' }, 'media_processing_failed'],
    [{ uploadStatus: 'rejected', rejectionReason: 'copyright' }, 'policy_refused'],
    [{ uploadStatus: 'rejected', rejectionReason: 'length' }, 'video_too_long_for_account'],
    [{ uploadStatus: 'rejected', rejectionReason: 'uploaderAccountSuspended' }, 'account_restricted'],
    [{ uploadStatus: 'rejected', rejectionReason: 'duplicate' }, 'content_refused'],
    [{ uploadStatus: 'rejected', rejectionReason: 'constructor' }, 'media_processing_failed'],
  ])('%j is why a video is not published, before its instant and after it', async (status, hint) => {
    shows({ ...status, privacyStatus: 'private' });
    for (const step of ['processed', 'live']) {
      expect(await failureOf(runStep(youtube, io(), step))).toMatchObject({
        class: 'permanent',
        refused: true,
        hint,
      });
    }
  });

  it('sends an upload that broke off again, as long as nothing is out', async () => {
    shows({ uploadStatus: 'failed', failureReason: 'uploadAborted', privacyStatus: 'private' });
    expect(await failureOf(runStep(youtube, io(), 'processed'))).toMatchObject({
      class: 'transient',
      restartFrom: 'session',
    });
    const detail = await failureOf(runStep(youtube, io(), 'live'));
    expect([detail.class, detail.restartFrom]).toEqual(['permanent', undefined]);
  });

  it('does not wait without end for a video that a person removed', async () => {
    shows(null);
    expect(await runStep(youtube, io(content, { processed: null }), 'processed')).toMatchObject({
      state: 'wait',
    });
    expect(
      await failureOf(runStep(youtube, io(content, { processed: { polls: 16 } }), 'processed')),
    ).toMatchObject({
      class: 'permanent',
      hint: 'target_missing',
    });
  });

  it.each([
    [undefined, 'public'],
    ['unlisted', 'unlisted'],
    ['private', 'private'],
  ])('with %s shows the video to %s, and leaves the rest of its status as it is', async (chosen, sent) => {
    network.answer(() => ({ body: { kind: 'youtube#video', id: ID } }));
    const of = contentOf({ privacyStatus: chosen, madeForKids: 'yes' });
    expect(await runStep(youtube, io(of), 'publish')).toEqual({ state: 'done', output: { id: ID } });
    const [request] = network.requests;
    expect([request?.method, request?.path, request?.query.get('part')]).toEqual([
      'PUT',
      '/youtube/v3/videos',
      'status',
    ]);
    expect(JSON.parse(request?.body ?? '')).toEqual({
      id: ID,
      status: { ...kept, privacyStatus: sent, selfDeclaredMadeForKids: true },
    });
  });

  it.each([
    [200, { kind: 'youtube#video', id: 'another1234' }],
    [200, {}],
    [503, error('backendError', 503)],
    [403, '<html>gateway</html>'],
    [403, { error: { code: 403, message: 'Forbidden' } }],
  ])('%s %j to the update proves nothing', async (status, body) => {
    network.answer(() => ({ status, body }));
    const detail = await failureOf(runStep(youtube, io(), 'publish'));
    expect(['unknown', 'transient']).toContain(detail.class);
    expect(detail.refused).toBe(false);
  });

  it.each([
    [403, 'quotaExceeded', 'rate_limited', 'app'],
    [403, 'rateLimitExceeded', 'rate_limited', 'app'],
    [403, 'userRateLimitExceeded', 'rate_limited', 'channel'],
    [400, 'uploadLimitExceeded', 'rate_limited', 'channel'],
    [429, 'somethingNew', 'rate_limited', 'channel'],
    [401, 'authError', 'auth', undefined],
    [403, 'insufficientPermissions', 'auth', undefined],
    [403, 'authenticatedUserAccountSuspended', 'permanent', undefined],
    [403, 'accessNotConfigured', 'permanent', undefined],
    [400, 'invalidTitle', 'permanent', undefined],
    [404, 'videoNotFound', 'permanent', undefined],
    [400, 'toString', 'permanent', undefined],
  ])('%s %s is %s for %s', async (status, reason, kind, scope) => {
    network.answer(() => ({ status, body: error(reason, status) }));
    const detail = await failureOf(runStep(youtube, io(), 'publish'));
    expect(detail).toMatchObject({ class: kind, code: reason, message: 'said', refused: true });
    expect(detail.scope).toBe(scope);
    if (kind === 'rate_limited') expect(detail.retryAfterMs).toBeGreaterThan(0);
  });

  it('reads Google’s own status where it gives no reason', async () => {
    const body = { error: { code: 401, message: 'no', status: 'UNAUTHENTICATED' } };
    network.answer(() => ({ status: 401, body }));
    expect(await failureOf(runStep(youtube, io(), 'publish'))).toMatchObject({
      class: 'auth',
      refused: true,
    });
  });

  it('sees that a project without an audit is told yes and kept private', async () => {
    shows({ uploadStatus: 'processed', privacyStatus: 'private' });
    expect(await runStep(youtube, io(content, { live: { polls: 5 } }), 'live')).toMatchObject({
      state: 'wait',
    });
    expect(await failureOf(runStep(youtube, io(content, { live: { polls: 6 } }), 'live'))).toMatchObject({
      class: 'permanent',
      cause: 'account',
      refused: true,
      hint: 'audit_required',
    });
    expect((await runStep(youtube, io(contentOf({ privacyStatus: 'private' })), 'live')).state).toBe('done');
    shows({ uploadStatus: 'processed', privacyStatus: 'public' });
    expect((await runStep(youtube, io(), 'live')).state).toBe('done');
  });

  it('looks on while a video that is out is processed, then leaves it to be seen', async () => {
    shows({ uploadStatus: 'uploaded', privacyStatus: 'public' });
    expect(await runStep(youtube, io(), 'live')).toMatchObject({ state: 'wait' });
    expect(await failureOf(runStep(youtube, io(content, { live: { polls: 45 } }), 'live'))).toMatchObject({
      class: 'unknown',
      refused: false,
    });
    network.answer(() => ({ status: 403, body: error('somethingNew') }));
    expect((await failureOf(runStep(youtube, io(), 'live'))).class).toBe('auth');
  });

  it.each([
    ['public', 'public', 'yes'],
    ['private', 'public', 'no'],
    ['public', 'unlisted', 'yes'],
    ['private', 'private', 'yes'],
    ['public', 'private', 'no'],
  ])('a video that is %s and shall be %s reconciles to %s', async (privacyStatus, chosen, found) => {
    shows({ uploadStatus: 'processed', privacyStatus });
    const reading = await youtube.reconcile({ ...io(contentOf({ privacyStatus: chosen })), since });
    expect(reading).toEqual(
      found === 'no'
        ? { found }
        : { found, remoteId: ID, remoteUrl: `https://www.youtube.com/watch?v=${ID}` },
    );
  });

  it('reads no absence out of an answer that is not YouTube’s', async () => {
    network.answer(() => ({ body: {} }));
    expect(await failureOf(youtube.reconcile({ ...io(), since }))).toMatchObject({ class: 'transient' });
    shows(null);
    expect(await youtube.reconcile({ ...io(), since })).toEqual({ found: 'no' });
  });
});
