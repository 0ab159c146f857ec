import {
  aContent,
  aMedium,
  failureOf,
  runStep,
  startNetworkDouble,
  type DoubleReply,
  type NetworkDouble,
} from '../../../../test/support/network-double.js';
import type { Json } from '../rules/outcome.js';
import { x } from './adapter.js';

const MIB = 1_024 * 1_024;
const plain = (status: number): DoubleReply => ({
  status,
  body: { title: 'No', detail: 'no', type: 'about:blank', status },
});
const uploaded = (id: string, key: string): Json => ({ id, key, polls: 1 });

describe('media on X', () => {
  let network: NetworkDouble;
  beforeAll(async () => {
    network = await startNetworkDouble();
  });
  afterAll(() => network.close());
  const picture = aMedium();
  const film = aMedium({ kind: 'video', mime: 'video/mp4', bytes: 9 * MIB, altText: '' });
  const bodies = (): unknown[] => network.requests.map(({ body }) => JSON.parse(body) as unknown);
  const content = aContent({ type: 'image', media: [picture] });

  it('are uploaded in one request, and described before they are shown', async () => {
    network.answer(() => ({ body: { data: { id: '7', media_key: '3_7', expires_after_secs: 86_400 } } }));
    const io = network.io(x, content);
    expect(await runStep(x, io, 'image-0')).toEqual({ state: 'done', output: uploaded('7', '3_7') });
    await runStep(x, { ...io, progress: { 'image-0': uploaded('7', '3_7') } }, 'alt-0');
    const [upload, metadata] = network.requests;
    expect(upload?.headers['content-type']).toMatch(/^multipart\/form-data/);
    expect(upload?.body).toContain('tweet_image');
    expect(metadata?.path).toBe('/2/media/metadata');
    expect(JSON.parse(metadata?.body ?? '')).toEqual({
      id: '7',
      metadata: { alt_text: { text: 'Le café' } },
    });
    const silent = { ...content, media: [{ ...picture, altText: ' ' }] };
    expect(x.plan(silent).map(({ name }) => name)).toEqual(['image-0', 'post']);
  });

  it('of a film go in chunks, one a run, and are waited for', async () => {
    const io = network.io(x, aContent({ type: 'video', media: [film] }));
    network.answer(() => ({ body: { data: { id: '9', media_key: '7_9' } } }));
    expect(await runStep(x, io, 'video-init')).toEqual({ state: 'done', output: { id: '9' } });
    expect(bodies()).toEqual([
      { media_type: 'video/mp4', total_bytes: 9 * MIB, media_category: 'tweet_video' },
    ]);
    const started = { 'video-init': { id: '9' } };
    network.answer(() => ({ body: { data: { expires_at: 1 } } }));
    for (const sent of [0, 1, 2]) {
      const progress = { ...started, ...(sent > 0 ? { 'video-chunks': { sent } } : {}) };
      const { state, output } = await runStep(x, { ...io, progress }, 'video-chunks');
      expect([state, output]).toEqual([sent === 2 ? 'done' : 'wait', { sent: sent + 1 }]);
    }
    expect(network.requests.map(({ path }) => path)).toEqual(Array(3).fill('/2/media/upload/9/append'));
    expect(network.requests.map(({ body }) => body.length > MIB)).toEqual(
      [true, true, false].map(() => true),
    );
    const state = (name: string) => ({
      body: { data: { id: '9', media_key: '7_9', processing_info: { state: name, check_after_secs: 2 } } },
    });
    network.answer(() => state('pending'));
    const waiting = await runStep(x, { ...io, progress: started }, 'video');
    expect(waiting).toEqual({ state: 'wait', afterMs: 2_000, output: uploaded('9', '7_9') });
    const polled = { ...io, progress: { ...started, video: uploaded('9', '7_9') } };
    network.answer(() => state('succeeded'));
    expect(await runStep(x, polled, 'video')).toMatchObject({ state: 'done' });
    expect(network.requests[0]?.query.get('command')).toBe('STATUS');
    network.answer(() => state('failed'));
    expect(await failureOf(runStep(x, polled, 'video'))).toMatchObject({
      class: 'permanent',
      refused: true,
      hint: 'media_processing_failed',
    });
  });

  it('that were complete before are asked for, when their answer was lost', async () => {
    const type = 'https://api.x.com/2/problems/invalid-request';
    network.answer(({ method }) =>
      method === 'POST'
        ? { status: 400, body: { title: 'Invalid Request', type } }
        : { body: { data: { id: '9', media_key: '7_9' } } },
    );
    const io = network.io(x, aContent({ type: 'video', media: [film] }), {
      progress: { 'video-init': { id: '9' } },
    });
    expect(await runStep(x, io, 'video')).toEqual({ state: 'done', output: uploaded('9', '7_9') });
  });

  it('need a right of their own', async () => {
    network.answer(() => plain(403));
    expect(await failureOf(runStep(x, network.io(x, content), 'image-0'))).toMatchObject({
      class: 'auth',
      hint: 'missing_permission',
    });
  });
});
