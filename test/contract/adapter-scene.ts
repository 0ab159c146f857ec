import { randomUUID } from 'node:crypto';
import {
  adapterOf,
  PlatformError,
  UndiciPlatformHttp,
  type ChannelContent,
  type MediaFacts,
  type Platform,
  type PlatformErrorDetail,
  type PostType,
  type StepIo,
} from '#lib/platforms';
import { createSandbox, type Sandbox, SANDBOX_PLATFORMS } from '../../apps/sandbox/src/index.js';
import { startMediaServer, type MediaServer } from '../support/media-server.js';
import { mediaOfType, requiredOptions } from '../support/platforms.js';

/** What an adapter is given, but its progress. */
export type Io = Omit<StepIo, 'progress'>;

const TEXT =
  'Parlons solutions (et « innovation sociale ») : rendez-vous à 18 h !\nUp_café, c’est ~gratuit~ *ouvert* [à tous] {oui} | #éducation #jeunes_engagés https://example.org/up_café?utm_source=a&x=(1)#programme';

/** The networks' stand-in of this spec; there from the first test on. */
export let sandbox: Sandbox;
export let media: MediaServer;
let http: UndiciPlatformHttp;
let origin: string;
export let square: MediaFacts;
export let wide: MediaFacts;
export let clip: MediaFacts;

/** Starts the sandbox and the media around the tests of a spec. */
export function stageAdapters(): void {
  beforeAll(async () => {
    sandbox = await createSandbox({ quiet: true });
    ({ origin } = await sandbox.listen(0));
    sandbox.control.shortenDelays(150);
    sandbox.control.changeSettings({ visibilityLagMs: 0 });
    media = await startMediaServer();
    http = new UndiciPlatformHttp({ connections: 16 });
    square = await media.image({ width: 1080, height: 1080 }, 'Des bénévoles devant le café');
    wide = await media.image({ width: 1200, height: 800 }, 'La salle, avant l’ouverture');
    clip = await media.clip();
  });
  afterAll(async () => {
    await http.close();
    await sandbox.close();
    await media.close();
  });
  afterEach(() => sandbox.control.clearFaults());
}

let serial = 0;

/** A post of a type as this network takes it, its words its own. */
export function contentOf(platform: Platform, type: PostType): ChannelContent {
  return {
    type,
    text: `${TEXT} ${++serial}`,
    firstComment: null,
    link: type === 'link' ? 'https://example.org/up' : null,
    media: mediaOfType(type, [square, wide], clip),
    options: requiredOptions(platform),
  };
}

/** A new account, and what an adapter needs to act as it. */
export function channel(platform: Platform, content: ChannelContent): Io {
  const account = sandbox.control.createAccount({ platform, name: 'Up café', handle: 'upcafe' });
  const remoteId = SANDBOX_PLATFORMS[platform].remoteIdOf(account.id);
  return {
    account: { remoteId, handle: account.handle },
    credential: { accessToken: account.token, refreshToken: account.refreshToken },
    settings: { ...adapterOf(platform).defaults, origin: `${origin}/${platform}` },
    http,
    media,
    content,
    publication: { id: randomUUID(), dueAt: since() },
    now: () => Date.now(),
    signal: new AbortController().signal,
  };
}

/** As the sandbox names it. */
export const accountId = (io: Io): string =>
  sandbox.control.accounts().find(({ token }) => token === io.credential.accessToken)?.id ?? '';
/** What the account shows. */
export const feed = (platform: Platform, io: Io) =>
  sandbox.control.feed({ platform, account: accountId(io) }).items;

/** What a call is refused with. @throws Error when it is not */
export async function failure(sent: Promise<unknown>): Promise<PlatformErrorDetail> {
  const error: unknown = await sent.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof PlatformError) return error.detail;
  throw new Error('expected a PlatformError', { cause: error });
}

/** A second ago: nothing of the test is older. */
export const since = (): string => new Date(Date.now() - 1_000).toISOString();
