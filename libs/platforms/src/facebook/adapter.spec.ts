import {
  aContent,
  aMedium,
  failureOf,
  runStep,
  startNetworkDouble,
  type NetworkDouble,
} from '../../../../test/support/network-double.js';
import type { StepIo } from '../kit/adapter.js';
import { facebook } from './adapter.js';

describe('facebook', () => {
  let network: NetworkDouble;
  beforeAll(async () => {
    network = await startNetworkDouble();
  });
  afterAll(() => network.close());

  /** A reel whose upload broke off, and a host that answers the rest with `refusal`, or takes it. */
  const interrupted = (phase: Record<string, number>, refusal?: string): StepIo => {
    const medium = aMedium({ kind: 'video', mime: 'video/mp4', bytes: 1_000 });
    const status = { video_status: 'uploading', uploading_phase: phase };
    network.answer(({ path }) => {
      if (path !== '/up/55') return { body: { id: '55', status } };
      return refusal
        ? { status: 400, body: { debug_info: { type: refusal, message: 'no', retriable: true } } }
        : { body: { success: true } };
    });
    const progress = { 'reel-start': { videoId: '55', uploadUrl: `${network.origin}/up/55` } };
    return network.io(facebook, aContent({ type: 'video', media: [medium] }), { progress });
  };
  const graphError = (code: number, subcode?: number) => ({
    error: { message: 'no EAAtokenOfTheChannel', code, error_subcode: subcode, fbtrace_id: 'A1' },
  });

  it('uploads photos unseen, attaches them as a JSON array, and reveals', async () => {
    const content = aContent({ type: 'images', media: [aMedium(), aMedium({ id: 'two' })] });
    network.answer(({ path }) => ({
      body: path.endsWith('/photos')
        ? { id: '9007199254740993' }
        : path.endsWith('/feed')
          ? '{"id":1001900719925474099321}'
          : { success: true },
    }));
    const io = network.io(facebook, content);
    expect(facebook.plan(content).map((step) => step.name)).toEqual([
      'photo-0',
      'photo-1',
      'create-hidden',
      'reveal',
      'permalink',
    ]);
    await runStep(facebook, io, 'photo-0');
    expect(network.requests[0]?.headers.authorization).toBe('Bearer EAAtokenOfTheChannel');
    expect(network.requests[0]?.body).toMatch(/name="published"\r\n\r\nfalse/u);
    expect(network.requests[0]?.body).toMatch(/name="alt_text_custom"\r\n\r\nLe café/u);
    const progress = { 'photo-0': { id: '11' }, 'photo-1': { id: '12' } };
    const created = await runStep(facebook, { ...io, progress }, 'create-hidden');
    expect(created).toEqual({ state: 'done', output: { id: '1001900719925474099321' } });
    const form = new URLSearchParams(network.requests[1]?.body);
    expect(Object.fromEntries(form)).toEqual({
      published: 'false',
      message: content.text,
      attached_media: '[{"media_fbid":"11"},{"media_fbid":"12"}]',
    });
    await runStep(facebook, { ...io, progress: { 'create-hidden': { id: '1001_5' } } }, 'reveal');
    expect(network.requests[2]).toMatchObject({ path: '/v25.0/1001_5', body: 'is_published=true' });
  });

  it('does not make a second hidden post', async () => {
    network.answer(() => ({ status: 500 }));
    const io = network.io(facebook, aContent(), { progress: { 'create-hidden': { id: '1001_5' } } });
    expect(await runStep(facebook, io, 'create-hidden')).toEqual({ state: 'done', output: { id: '1001_5' } });
    expect(network.requests).toEqual([]);
  });

  it('keeps a live post live when its address cannot be read', async () => {
    network.answer(() => ({ status: 400, body: graphError(100, 33) }));
    const io = network.io(facebook, aContent(), { progress: { 'create-hidden': { id: '1001_5' } } });
    expect(await runStep(facebook, io, 'permalink')).toEqual({ state: 'done', output: { url: null } });
    expect(facebook.remotePost(io.progress, io.account)).toEqual({
      remoteId: '1001_5',
      remoteUrl: 'https://www.facebook.com/1001_5',
    });
  });

  it('publishes a video as a reel whose id is known beforehand', async () => {
    const content = aContent({
      type: 'video',
      media: [aMedium({ kind: 'video', mime: 'video/mp4', bytes: 1_000 })],
    });
    const io = network.io(facebook, content);
    const status = { video_status: 'processing', publishing_phase: { status: 'not_started' } };
    network.answer(({ path, body }) => {
      if (body.startsWith('upload_phase=start')) {
        return { body: { video_id: '55', upload_url: `${network.origin}/up/55` } };
      }
      if (path === '/up/55') return { body: { success: true } };
      return { body: body ? { success: true } : { id: '55', status } };
    });
    const started = await runStep(facebook, io, 'reel-start');
    const progress = { 'reel-start': started.output ?? null };
    await runStep(facebook, { ...io, progress }, 'reel-upload');
    expect(network.requests[2]?.headers).toMatchObject({
      authorization: 'OAuth EAAtokenOfTheChannel',
      'content-length': '1000',
      offset: '0',
      file_size: '1000',
    });
    expect(await runStep(facebook, { ...io, progress }, 'reel-ready')).toMatchObject({ state: 'wait' });
    await runStep(facebook, { ...io, progress }, 'reel-publish');
    expect(network.requests.at(-1)?.body).toContain('upload_phase=finish&video_id=55&video_state=PUBLISHED');
    expect(await facebook.reconcile({ ...io, progress, since: '2026-11-22T10:00:00.000Z' })).toEqual({
      found: 'no',
    });
    status.publishing_phase.status = 'completed';
    expect(await facebook.reconcile({ ...io, progress, since: '2026-11-22T10:00:00.000Z' })).toMatchObject({
      found: 'yes',
      remoteId: '55',
    });
  });

  describe('a video of any shape', () => {
    const content = aContent({
      type: 'video',
      media: [aMedium({ kind: 'video', mime: 'video/mp4', bytes: 1_000 })],
      options: { as: 'video' },
    });
    const since = '2026-11-22T10:00:00.000Z';
    const begun = { 'video-start': { videoId: '55', session: '77', start: 0, end: 600 } };
    const fields = ({ body }: { body: string }) => Object.fromEntries(new URLSearchParams(body));

    it('is a reel where nothing was chosen, as all were before', () => {
      const names = (options: Record<string, unknown>) =>
        facebook.plan({ ...content, options }).map(({ name }) => name);
      expect(names({})).toEqual(names({ as: 'reel' }));
      expect(names({})).toContain('reel-publish');
      expect(names({ as: 'video' })).toEqual([
        'video-start',
        'video-transfer',
        'video-publish',
        'video-live',
      ]);
    });

    it('is sent in the chunks that are asked for, and published by what ends it', async () => {
      const offsets = (start: number, end: number) => ({
        start_offset: String(start),
        end_offset: String(end),
      });
      network.answer(({ body }) => {
        if (body.startsWith('upload_phase=start')) {
          return { body: { video_id: '55', upload_session_id: '77', ...offsets(0, 600) } };
        }
        if (body.startsWith('upload_phase=finish')) return { body: { success: true } };
        return { body: body.includes('\r\n\r\n600\r\n') ? offsets(1_000, 1_000) : offsets(600, 1_000) };
      });
      const io = network.io(facebook, content);
      expect(await runStep(facebook, io, 'video-start')).toEqual({
        state: 'done',
        output: begun['video-start'],
      });
      expect(network.requests[0] && fields(network.requests[0])).toEqual({
        upload_phase: 'start',
        file_size: '1000',
      });
      const first = await runStep(facebook, { ...io, progress: begun }, 'video-transfer');
      expect(first).toEqual({ state: 'wait', afterMs: 0, output: { start: 600, end: 1_000, again: 0 } });
      expect(network.requests[1]?.body).toMatch(/name="start_offset"\r\n\r\n0\r\n/u);
      expect(network.requests[1]?.body).toContain('x'.repeat(600));
      const progress = { ...begun, 'video-transfer': first.output ?? null };
      expect(await runStep(facebook, { ...io, progress }, 'video-transfer')).toMatchObject({ state: 'done' });
      await runStep(facebook, { ...io, progress }, 'video-publish');
      expect(network.requests[3]?.path).toBe('/v25.0/1001/videos');
      expect(network.requests[3] && fields(network.requests[3])).toEqual({
        upload_phase: 'finish',
        upload_session_id: '77',
        description: content.text,
      });
      expect(facebook.remotePost(progress, io.account)).toEqual({
        remoteId: '55',
        remoteUrl: 'https://www.facebook.com/55',
      });
    });

    it.each([
      ['beyond its end', { start: 600, end: 1_001, again: 0 }],
      ['that go backwards', { start: 600, end: 500, again: 0 }],
      ['for the sixth time', { start: 600, end: 1_000, again: 6 }],
    ])('begins again when bytes are asked for %s', async (_, wanted) => {
      network.answer(() => ({ status: 500 }));
      const io = network.io(facebook, content, { progress: { ...begun, 'video-transfer': wanted } });
      const detail = await failureOf(runStep(facebook, io, 'video-transfer'));
      expect(detail).toMatchObject({ class: 'transient', refused: true, restartFrom: 'video-start' });
      expect(network.requests).toEqual([]);
    });

    it('begins again when its session has ended, and not another form’s upload', async () => {
      network.answer(() => ({ status: 400, body: graphError(6000, 1363041) }));
      const io = network.io(facebook, content, { progress: begun });
      expect(await failureOf(runStep(facebook, io, 'video-publish'))).toMatchObject({
        restartFrom: 'video-start',
        refused: true,
      });
    });

    it.each([
      [{ video_status: 'ready' }, 'yes'],
      [{ video_status: 'processing', publishing_phase: { status: 'in_progress' } }, 'yes'],
      [{ video_status: 'upload_complete', publishing_phase: { status: 'not_started' } }, 'no'],
      [{ video_status: 'uploading' }, 'no'],
    ])('reads after a lost answer what %j means: %s', async (status, found) => {
      network.answer(() => ({ body: { id: '55', status } }));
      const io = network.io(facebook, content, { progress: begun });
      expect((await facebook.reconcile({ ...io, since })).found).toBe(found);
    });

    it.each(['processing', 'something_new'])('asks again while it is %s', async (video_status) => {
      network.answer(() => ({ body: { id: '55', status: { video_status } } }));
      const io = { ...network.io(facebook, content, { progress: begun }), since };
      expect(await failureOf(facebook.reconcile(io))).toMatchObject({ class: 'transient' });
    });
  });

  it.each([
    ['bytes_transferred', 400, '400', '600'],
    ['bytes_transfered', 999, '999', '1'],
  ])('goes on after an interrupted upload (%s: %s)', async (field, there, offset, length) => {
    const io = interrupted({ [field]: there });
    await runStep(facebook, io, 'reel-upload');
    const sent = { offset, 'content-length': length, file_size: '1000' };
    expect(network.requests[1]?.headers).toMatchObject(sent);
  });

  it('sends nothing that is there already, and starts over only when Meta counts otherwise', async () => {
    await runStep(facebook, interrupted({ bytes_transferred: 1_000 }), 'reel-upload');
    expect(network.requests).toHaveLength(1);
    const refuse = (type: string) =>
      failureOf(runStep(facebook, interrupted({ bytes_transferred: 5 }, type), 'reel-upload'));
    expect(await refuse('OffsetInvalidError')).toMatchObject({ restartFrom: 'reel-start' });
    const partial = await refuse('PartialRequestError');
    expect(partial).toMatchObject({ class: 'transient', refused: true });
    expect(partial.restartFrom).toBeUndefined();
  });

  it('sends no file and no token to a host it does not know', async () => {
    network.answer(() => ({
      body: { video_id: '55', upload_url: 'https://rupload.facebook.com.evil.example/55' },
    }));
    const content = aContent({ type: 'video', media: [aMedium({ kind: 'video' })] });
    expect(await failureOf(runStep(facebook, network.io(facebook, content), 'reel-start'))).toMatchObject({
      code: 'upload_host_unknown',
    });
  });

  it.each([
    [1, undefined, 500, 'transient', false],
    [2, undefined, 400, 'transient', false],
    [4, undefined, 400, 'rate_limited', true],
    [32, undefined, 400, 'rate_limited', true],
    [80001, undefined, 400, 'rate_limited', true],
    [190, 463, 400, 'auth', true],
    [190, 459, 400, 'auth', true],
    [200, undefined, 403, 'auth', true],
    [200, 2069030, 400, 'permanent', true],
    [10, undefined, 400, 'auth', true],
    [100, undefined, 400, 'permanent', true],
    [368, 1390008, 400, 'rate_limited', true],
    [368, 490, 400, 'permanent', true],
    [506, undefined, 400, 'duplicate', true],
    [100, 1366051, 400, 'duplicate', true],
    [6000, 1363128, 400, 'permanent', true],
    [100, undefined, 200, 'permanent', true],
    [99999, undefined, 400, 'permanent', true],
  ] as const)(
    'code %s/%s with status %s is %s, refused: %s',
    async (code, subcode, status, expected, refused) => {
      network.answer(() => ({ status, body: graphError(code, subcode) }));
      const detail = await failureOf(
        runStep(
          facebook,
          network.io(facebook, aContent(), { progress: { 'create-hidden': { id: '1_2' } } }),
          'reveal',
        ),
      );
      expect(detail).toMatchObject({
        class: expected,
        refused,
        code: subcode ? `${code}/${subcode}` : String(code),
      });
      expect(detail.message).toBe('no [secret] (trace A1)');
    },
  );

  it.each([
    ['HTML', 502, '<html>', 'unknown'],
    ['HTML with 200', 200, '<html>', 'unknown'],
    ['HTML with 403', 403, '<html>', 'unknown'],
    ['nothing', 200, '', 'unknown'],
    ['cut JSON', 200, '{"succ', 'unknown'],
    ['a refusal without words', 200, '{"success":false}', 'unknown'],
  ])('%s after the reveal proves nothing', async (_name, status, body, expected) => {
    network.answer(() => ({ status, body }));
    const io = network.io(facebook, aContent(), { progress: { 'create-hidden': { id: '1_2' } } });
    expect(await failureOf(runStep(facebook, io, 'reveal'))).toMatchObject({
      class: expected,
      refused: false,
    });
  });

  it('waits as long as the usage header says, in minutes', async () => {
    const usage = JSON.stringify({
      '1001': [{ type: 'pages', estimated_time_to_regain_access: 17 }],
      '7': [{ estimated_time_to_regain_access: 3 }],
    });
    network.answer(() => ({
      status: 400,
      headers: { 'X-Business-Use-Case-Usage': usage },
      body: graphError(32),
    }));
    expect(await failureOf(facebook.account(network.io(facebook, aContent())))).toMatchObject({
      retryAfterMs: 17 * 60_000,
      scope: 'channel',
    });
  });

  it('reads in the headers how much of the allowances is used, its own account’s among several', () => {
    const usage = (headers: Record<string, string>) =>
      facebook.usage?.({ status: 200, headers, text: '' }, { remoteId: '101', handle: 'up' });
    expect(
      usage({
        'x-app-usage': '{"call_count":28,"total_cputime":91,"total_time":25}',
        'x-business-use-case-usage':
          '{"101":[{"type":"pages","call_count":100,"total_cputime":12,"total_time":9,"estimated_time_to_regain_access":17}],"202":[{"type":"pages","call_count":1}]}',
      }),
    ).toEqual([
      { of: 'app', percent: 91 },
      { of: 'account', percent: 100, regainMs: 17 * 60_000 },
    ]);
    expect(usage({})).toEqual([]);
    expect(usage({ 'x-app-usage': 'no JSON', 'x-business-use-case-usage': '[]' })).toEqual([]);
  });
});
