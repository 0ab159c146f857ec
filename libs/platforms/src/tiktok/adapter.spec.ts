import {
  aContent,
  aMedium,
  failureOf,
  runStep,
  startNetworkDouble,
  type NetworkDouble,
} from '../../../../test/support/network-double.js';
import { tiktok } from './adapter.js';
import { chunkPlan, chunkRange } from './chunks.js';

const MIB = 1_024 * 1_024;

describe('chunks', () => {
  it.each(
    [1, 4 * MIB, 5 * MIB, 9.9 * MIB, 10 * MIB, 64 * MIB + 1, 511 * MIB + 7, 4_000_000_000].map(Math.floor),
  )('of %s bytes obey the guide', (size) => {
    const plan = chunkPlan(size);
    expect(plan.count).toBe(Math.floor(size / plan.chunkSize));
    if (plan.count > 1) expect(plan.chunkSize).toBeGreaterThanOrEqual(5 * MIB);
    expect(plan.chunkSize).toBeLessThanOrEqual(64 * MIB);
    const last = chunkRange(size, plan, plan.count - 1);
    expect(last.end).toBe(size);
    expect(last.end - last.start).toBeLessThanOrEqual(10 * MIB);
    expect(chunkRange(size, plan, 0).start).toBe(0);
  });
});

describe('tiktok', () => {
  let network: NetworkDouble;
  beforeAll(async () => {
    network = await startNetworkDouble();
  });
  afterAll(() => network.close());
  const video = aMedium({ kind: 'video', mime: 'video/mp4', bytes: 1_000, durationMs: 20_000 });
  const content = aContent({
    type: 'video',
    media: [video],
    options: { privacyLevel: 'PUBLIC_TO_EVERYONE', disableComment: false },
  });
  const ok = { code: 'ok', message: '', log_id: 'L1' };
  const since = '2026-11-22T10:00:00.000Z';
  const armed = () => ({ init: { publishId: 'v_pub_file~1', uploadUrl: `${network.origin}/up?token=1` } });
  const creator = {
    privacy_level_options: ['PUBLIC_TO_EVERYONE', 'SELF_ONLY'],
    comment_disabled: false,
    duet_disabled: true,
    stitch_disabled: false,
    max_video_post_duration_sec: 60,
  };

  it('asks what the account allows', async () => {
    network.answer(() => ({ body: { data: creator, error: ok } }));
    expect(await runStep(tiktok, network.io(tiktok, content), 'creator-info')).toMatchObject({
      state: 'done',
      output: { duetDisabled: true },
    });
    const friends = { ...content, options: { privacyLevel: 'MUTUAL_FOLLOW_FRIENDS' } };
    expect(await failureOf(runStep(tiktok, network.io(tiktok, friends), 'creator-info'))).toMatchObject({
      class: 'permanent',
      cause: 'account',
      code: 'privacy_level_option_mismatch',
    });
    const long = { ...content, media: [{ ...video, durationMs: 61_000 }] };
    expect(await failureOf(runStep(tiktok, network.io(tiktok, long), 'creator-info'))).toMatchObject({
      hint: 'video_too_long_for_account',
    });
  });

  it('initialises with the choices made, the account’s own limits on top', async () => {
    network.answer(() => ({
      body: { data: { publish_id: 'v_pub_file~1', upload_url: `${network.origin}/up` }, error: ok },
    }));
    const progress = {
      'creator-info': { commentDisabled: false, duetDisabled: true, stitchDisabled: false },
    };
    await runStep(
      tiktok,
      network.io(tiktok, { ...content, options: { ...content.options, disableDuet: false } }, { progress }),
      'init',
    );
    expect(JSON.parse(network.requests[0]?.body ?? '')).toEqual({
      post_info: {
        title: content.text,
        privacy_level: 'PUBLIC_TO_EVERYONE',
        disable_comment: false,
        disable_duet: true,
        disable_stitch: true,
        brand_content_toggle: false,
        brand_organic_toggle: false,
      },
      source_info: { source: 'FILE_UPLOAD', video_size: 1_000, chunk_size: 1_000, total_chunk_count: 1 },
    });
  });

  it.each([
    [201, {}, null],
    [206, {}, { class: 'unknown', refused: false }],
    [
      403,
      {},
      { class: 'transient', cause: 'processing', code: 'upload_expired', refused: true, restartFrom: 'init' },
    ],
    [404, {}, { code: 'upload_expired', restartFrom: 'init' }],
    [416, { 'content-range': 'bytes 0-999/1000' }, { class: 'unknown', refused: false }],
    [416, { 'content-range': 'bytes */1000' }, { class: 'transient', refused: true, restartFrom: 'init' }],
    [400, {}, { class: 'transient', refused: true, restartFrom: 'init' }],
    [503, {}, { class: 'unknown', refused: false }],
  ])('the last chunk answered %s %j', async (status, headers, expected) => {
    const waiting = { data: { status: 'PROCESSING_UPLOAD', uploaded_bytes: 0 }, error: ok };
    network.answer(({ method }) =>
      method === 'PUT' ? { status, headers: headers as Record<string, string> } : { body: waiting },
    );
    const run = runStep(tiktok, network.io(tiktok, content, { progress: armed() }), 'last-chunk');
    if (expected) expect(await failureOf(run)).toMatchObject(expected);
    else expect(await run).toEqual({ state: 'done', output: { publishId: 'v_pub_file~1' } });
    expect(network.requests[0]?.headers).toMatchObject({
      'content-range': 'bytes 0-999/1000',
      'content-type': 'video/mp4',
    });
    expect(network.requests[0]?.headers.authorization).toBeUndefined();
  });

  it.each([403, 404, 416, 400])(
    'a gateway’s %s after TikTok took the last chunk began a second video: TikTok is asked first',
    async (status) => {
      for (const told of [
        { data: { status: 'PROCESSING_UPLOAD', uploaded_bytes: 1_000 }, error: ok },
        { data: { status: 'PUBLISH_COMPLETE', publicaly_available_post_id: [] }, error: ok },
        '<html>gateway</html>',
      ]) {
        network.answer(({ method }) =>
          method === 'PUT' ? { status, body: '<html>gateway</html>' } : { body: told },
        );
        const run = runStep(tiktok, network.io(tiktok, content, { progress: armed() }), 'last-chunk');
        expect(await failureOf(run)).toMatchObject({ class: 'unknown', refused: false, hint: 'may_be_live' });
      }
    },
  );

  it('takes an earlier chunk that is already there as sent', async () => {
    const large = { ...content, media: [{ ...video, bytes: 10 * MIB }] };
    network.answer(() => ({
      status: 416,
      headers: { 'content-range': `bytes 0-${5 * MIB - 1}/${10 * MIB}` },
    }));
    expect(await runStep(tiktok, network.io(tiktok, large, { progress: armed() }), 'chunks')).toEqual({
      state: 'done',
      output: { sent: 1 },
    });
  });

  it('reads a post id beyond 2^53 to the letter', async () => {
    const body =
      '{"data":{"status":"PUBLISH_COMPLETE","publicaly_available_post_id":[7429123456789012345]},"error":{"code":"ok"}}';
    network.answer(() => ({ body }));
    const result = await runStep(tiktok, network.io(tiktok, content, { progress: armed() }), 'status');
    const progress = { ...armed(), status: result.output ?? null };
    expect(tiktok.remotePost(progress, { remoteId: '1', handle: '@upcafe' })).toEqual({
      remoteId: '7429123456789012345',
      remoteUrl: 'https://www.tiktok.com/@upcafe/video/7429123456789012345',
    });
  });

  it('waits for the id of a public video, not of a private one', async () => {
    network.answer(() => ({
      body: { data: { status: 'PUBLISH_COMPLETE', publicaly_available_post_id: [] }, error: ok },
    }));
    const state = async (privacyLevel: string, polls: number) =>
      (
        await runStep(
          tiktok,
          network.io(
            tiktok,
            { ...content, options: { privacyLevel } },
            { progress: { ...armed(), status: { polls, postId: null } } },
          ),
          'status',
        )
      ).state;
    expect([
      await state('PUBLIC_TO_EVERYONE', 0),
      await state('PUBLIC_TO_EVERYONE', 20),
      await state('SELF_ONLY', 0),
    ]).toEqual(['wait', 'done', 'done']);
  });

  it.each([
    [{ status: 'PROCESSING_UPLOAD', uploaded_bytes: 999 }, 'no'],
    [{ status: 'PROCESSING_UPLOAD', uploaded_bytes: 1_000 }, 'yes'],
    [{ status: 'PROCESSING_UPLOAD' }, 'unclear'],
    [{ status: 'PUBLISH_COMPLETE' }, 'yes'],
    [{ status: 'SEND_TO_USER_INBOX' }, 'yes'],
    [{ status: 'FAILED', fail_reason: 'internal' }, 'no'],
    [{ status: 'SOMETHING_NEW' }, 'unclear'],
  ])('%j reconciles to %s', async (data, found) => {
    network.answer(() => ({ body: { data, error: ok } }));
    expect(
      (await tiktok.reconcile({ ...network.io(tiktok, content, { progress: armed() }), since })).found,
    ).toBe(found);
  });

  it.each([
    [200, 'spam_risk_too_many_posts', 'rate_limited', 'channel'],
    [200, 'reached_active_user_cap', 'rate_limited', 'app'],
    [429, 'rate_limit_exceeded', 'rate_limited', 'channel'],
    [401, 'access_token_invalid', 'auth', undefined],
    [401, 'scope_not_authorized', 'auth', undefined],
    [403, 'unaudited_client_can_only_post_to_private_accounts', 'permanent', undefined],
    [403, 'spam_risk_user_banned_from_posting', 'permanent', undefined],
    [400, 'invalid_params', 'permanent', undefined],
    [500, 'internal_error', 'transient', undefined],
    [200, 'something_new', 'permanent', undefined],
  ])('%s %s is %s for %s', async (status, code, expected, scope) => {
    network.answer(() => ({ status, body: { data: {}, error: { code, message: 'x', log_id: 'L1' } } }));
    const detail = await failureOf(runStep(tiktok, network.io(tiktok, content), 'creator-info'));
    expect(detail).toMatchObject({ class: expected, code, message: 'x (log L1)' });
    expect(detail.scope).toBe(scope);
  });

  it('maps why a video was not published', async () => {
    network.answer(() => ({
      body: { data: { status: 'FAILED', fail_reason: 'frame_rate_check_failed' }, error: ok },
    }));
    expect(
      await failureOf(runStep(tiktok, network.io(tiktok, content, { progress: armed() }), 'status')),
    ).toMatchObject({ class: 'permanent', hint: 'video_refused' });
  });

  it('hears a refused refresh that comes with status 200', async () => {
    network.answer(() => ({
      body: { error: 'invalid_grant', error_description: 'rft.refreshOfTheChannel is expired', log_id: 'L' },
    }));
    const detail = await failureOf(
      tiktok.refresh?.(network.io(tiktok, content), { clientId: 'k', clientSecret: 's' }) ??
        Promise.resolve(),
    );
    expect(detail).toMatchObject({ class: 'auth', refused: true, message: '[secret] is expired' });
  });
});
