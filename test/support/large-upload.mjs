// A process of its own, so that its peak of memory can be read: publishes one stored file through an adapter.
// Usage: node large-upload.mjs <network> <origin of the network> <home> <bytes>; prints one JSON line.
import { MediaStorage } from '../../dist/libs/media/src/index.js';
import { adapterOf, UndiciPlatformHttp } from '../../dist/libs/platforms/src/index.js';

const [platform, origin, home, size] = process.argv.slice(2);
const bytes = Number(size);
const storage = new MediaStorage({ LINEUP_HOME: home });
const http = new UndiciPlatformHttp();
const adapter = adapterOf(platform);
const medium = {
  id: 'm',
  kind: 'video',
  mime: 'video/mp4',
  bytes,
  width: 720,
  height: 1280,
  durationMs: 60_000,
};
const content = {
  type: 'video',
  text: 'Up',
  firstComment: null,
  link: null,
  media: [{ ...medium, sha256: 'large', altText: '' }],
  options: { privacyLevel: 'SELF_ONLY' },
};
const progress = {};
async function* opened(range) {
  yield* await storage.stream('organisation', 'large', 'original', range);
}
const before = process.resourceUsage().maxRSS;
for (const step of adapter.plan(content).filter(({ phase }) => phase !== 'confirm')) {
  let result;
  do {
    result = await step.run({
      account: { remoteId: '1001', handle: 'up' },
      credential: { accessToken: 'token' },
      settings: { ...adapter.defaults, origin },
      http,
      content,
      progress,
      signal: new AbortController().signal,
      media: {
        publicUrl: () => '',
        stream: (_id, range) => opened(range),
      },
    });
    progress[step.name] = result.output ?? null;
  } while (result.state === 'wait');
}
await http.close();
console.log(JSON.stringify({ grownMb: Math.round((process.resourceUsage().maxRSS - before) / 1_024) }));
