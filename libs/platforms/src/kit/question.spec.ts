import {
  aContent,
  aMedium,
  failureOf,
  type NetworkDouble,
  runStep,
  startNetworkDouble,
} from '../../../../test/support/network-double.js';
import { facebook } from '../facebook/adapter.js';
import { linkedin } from '../linkedin/adapter.js';
import { tiktok } from '../tiktok/adapter.js';

describe('asking how an accepted post is doing', () => {
  let network: NetworkDouble;
  beforeAll(async () => {
    network = await startNetworkDouble();
  });
  afterAll(() => network.close());
  const clip = [aMedium({ kind: 'video', mime: 'video/mp4', durationMs: 4000 })];
  const video = aContent({ type: 'video', media: clip });

  it.each([
    ['linkedin', linkedin, aContent(), 'live', { post: { id: 'urn:li:share:7' } }],
    [
      'facebook',
      facebook,
      video,
      'reel-live',
      { 'reel-start': { videoId: '7', uploadUrl: 'https://up.example' } },
    ],
    ['tiktok', tiktok, video, 'status', { init: { publishId: 'v_pub~7', uploadUrl: 'https://up.example' } }],
  ] as const)('takes a refusal for no verdict: %s', async (_name, adapter, content, step, progress) => {
    for (const reply of [
      {
        status: 400,
        body: { error: { code: 100, message: 'Unsupported get request' }, message: 'no', status: 400 },
      },
      { status: 404, body: '<html>a proxy</html>' },
      { status: 426, body: { status: 426, code: 'NONEXISTENT_VERSION', message: 'old' } },
    ]) {
      network.answer(() => reply);
      const io = network.io(adapter, content, { progress });
      const said = await runStep(adapter, io, step).then(
        (result) => result.state,
        () => failureOf(runStep(adapter, io, step)).then((detail) => detail.class),
      );
      expect(['transient', 'unknown', 'wait', 'done']).toContain(said);
    }
  });
});
