import {
  adapterOf,
  capabilitiesOf,
  type ChannelContent,
  type Json,
  type MediaFacts,
  type Platform,
  type PlatformHttp,
  type PostType,
  type StepIo,
  UndiciPlatformHttp,
} from '#lib/platforms';
import { createSandbox, SANDBOX_PLATFORMS, type Sandbox } from '../../../apps/sandbox/src/index.js';
import { type MediaServer, startMediaServer } from '../media-server.js';
import { mediaOfType, requiredOptions } from '../platforms.js';
import { type Recorder, startRecorder } from './recorder.js';
import { type Recording, recordingOf, steady } from './recording.js';

/** Where posts of the recordings are looked for: no clock is in them. */
const WINDOW = { since: '2026-01-01T00:00:00.000Z', until: '2100-01-01T00:00:00.000Z' };
/** An id that every network takes: a number. */
const ACCOUNT = '90000103';
const APP = { clientId: 'client-of-the-recordings', clientSecret: 'secret-of-the-recordings' };

/** What all recordings of a run share. */
export interface Studio {
  sandbox: Sandbox;
  recorder: Recorder;
  media: MediaServer;
  http: PlatformHttp;
  close(): Promise<void>;
}

export async function openStudio(): Promise<Studio> {
  const sandbox = await createSandbox({ quiet: true });
  const { origin } = await sandbox.listen(0);
  sandbox.control.shortenDelays(0);
  const recorder = await startRecorder(origin);
  const media = await startMediaServer();
  const http = new UndiciPlatformHttp();
  return {
    sandbox,
    recorder,
    media,
    http,
    async close() {
      await http.close();
      await recorder.close();
      await sandbox.close();
      await media.close();
    },
  };
}

/** Every operation of a network's adapter, once for each type of post: the requests that it makes. */
export async function recordingsOf(studio: Studio, platform: Platform): Promise<Recording[]> {
  const { sandbox, recorder, media, http } = studio;
  const adapter = adapterOf(platform);
  const stood = SANDBOX_PLATFORMS[platform];
  const { types, firstComment, options, forms = [] } = capabilitiesOf(platform);
  const account = sandbox.control.createAccount({ platform, id: ACCOUNT, name: 'Up café', handle: 'upcafe' });
  const found: Recording[] = [];
  const during = async <T>(
    operation: string,
    postType: PostType | null,
    act: () => Promise<T>,
  ): Promise<T> => {
    const result = await act();
    for (const seen of recorder.take()) {
      const origins = { own: adapter.defaults.origin, elsewhere: stood.elsewhere ?? {} };
      found.push(await recordingOf(seen, { operation, postType }, `/${platform}`, origins));
    }
    return result;
  };
  const ioOf = (content: ChannelContent, progress: Record<string, Json>): StepIo => ({
    account: { remoteId: account.remoteId, handle: account.handle },
    credential: {
      accessToken: account.token,
      refreshToken: account.refreshToken,
      expiresAt: WINDOW.until,
    },
    settings: { ...adapter.defaults, origin: `${recorder.origin}/${platform}` },
    http,
    media,
    content,
    publication: { id: `recorded ${content.type}`, dueAt: WINDOW.until },
    progress,
    now: () => Date.now(),
    signal: new AbortController().signal,
  });

  const pictures = [
    await media.image({ width: 1080, height: 1080 }, 'Des bénévoles devant le café'),
    await media.image({ width: 1200, height: 800 }, 'La salle, avant l’ouverture'),
  ];
  const clip = await media.clip();
  const formed = forms.flatMap(({ when, rules, ...form }) =>
    (form.types ?? rules.types ?? []).map((type) => ({ type, chosen: { [when.key]: when.value } })),
  );
  for (const { type, chosen } of [...types.map((type) => ({ type, chosen: {} })), ...formed]) {
    const progress: Record<string, Json> = {};
    const content = contentOf(platform, type, pictures, clip);
    const io = ioOf({ ...content, options: { ...content.options, ...chosen } }, progress);
    for (const step of adapter.plan(io.content)) {
      await during(step.name.replace(/-\d+$/, ''), type, async () => {
        for (;;) {
          const result = await step.run(io);
          if (result.output !== undefined) progress[step.name] = result.output;
          if (result.state === 'done') break;
          await new Promise((later) => setTimeout(later, Math.min(result.afterMs, 5)));
        }
      });
    }
    await during('reconcile', type, () => adapter.reconcile({ ...io, since: WINDOW.since }));
    await during('search', type, () => adapter.search({ ...io, ...WINDOW }));
    const { remoteId } = adapter.remotePost(progress, io.account);
    if (firstComment && remoteId) {
      await during('comment', type, async () => adapter.comment?.(io, remoteId, 'Venez nombreux !'));
      await during('findComment', type, async () => adapter.findComment?.(io, remoteId, 'Venez nombreux !'));
    }
  }
  const io = ioOf(contentOf(platform, types[0] ?? 'text', pictures, clip), {});
  await during('account', null, () => adapter.account(io));
  for (const { key } of options.filter(({ kind }) => kind === 'listed')) {
    await during('listed', null, async () => adapter.listed?.(io, key));
  }
  await during('refresh', null, async () => adapter.refresh?.(io, APP));

  const basic = (name: string, secret: string): string => Buffer.from(`${name}:${secret}`).toString('base64');
  const secrets = [
    ...[account.token, account.refreshToken, APP.clientSecret],
    ...[basic(APP.clientId, APP.clientSecret), basic(account.handle, account.token)],
  ];
  const places = {
    [mediaOrigin(media)]: 'https://media.example',
    [recorder.origin]: 'https://stand-in.example',
    [encodeURIComponent(new URL(recorder.origin).host)]: 'stand-in.example',
  };
  return JSON.parse(steady(JSON.stringify(distinct(found)), secrets, places, stood.ids)) as Recording[];
}

const mediaOrigin = (media: MediaServer): string => new URL(media.publicUrl('x')).origin;

function contentOf(
  platform: Platform,
  type: PostType,
  pictures: readonly MediaFacts[],
  clip: MediaFacts,
): ChannelContent {
  return {
    type,
    text: `Parlons solutions (et « innovation sociale ») : rendez-vous à 18 h ! #Up [${type}]`,
    firstComment: null,
    link: type === 'link' ? 'https://example.org/up' : null,
    media: mediaOfType(type, pictures, clip),
    options: { ...requiredOptions(platform), ...SANDBOX_PLATFORMS[platform].listed },
  };
}

/** The first request of its kind: one that is asked again, or goes to another id, adds nothing. */
function distinct(recordings: readonly Recording[]): Recording[] {
  const kinds = new Map<string, Recording>();
  for (const recording of recordings) {
    const { operation, postType, method, origin, path, query, body } = recording;
    const shape = [typeof body === 'object' && body ? Object.keys(body) : '', Object.keys(query)].join();
    const kind = [operation, postType, method, origin, path.replace(/\d{5,}|[\da-f]{24,}/g, ''), shape].join(
      ' ',
    );
    if (!kinds.has(kind)) kinds.set(kind, recording);
  }
  return [...kinds.values()];
}
