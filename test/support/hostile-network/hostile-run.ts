import {
  adapterOf,
  type ChannelContent,
  type Platform,
  type PlatformHttp,
  type PostType,
  type StepIo,
  UndiciPlatformHttp,
} from '#lib/platforms';
import { createSandbox, SANDBOX_PLATFORMS } from '../../../apps/sandbox/src/index.js';
import { startMediaServer } from '../media-server.js';
import { mediaOfType, requiredOptions } from '../platforms.js';
import { ANSWERS } from './answers.js';
import { randomOf } from './random.js';
import { type Moment, Run } from './run.js';
import { type HostileNetwork, startHostileNetwork } from './server.js';

export const KINDS: readonly string[] = Object.keys(ANSWERS);

/** While it is hostile, a network is waited for no longer, ms; the honest one may be slow on a busy machine. */
const PATIENCE_MS = 250;
const BOUND_MS = 8_000;

export interface Case {
  platform: Platform;
  kind: string;
  moment: Moment;
  forwarded: boolean;
  type: PostType;
  seed: number;
}

export interface HostileRun {
  /** Plays one case, beside others if need be. @returns what the judges found, each with the case it was found in */
  play(at: Case): Promise<string[]>;
  close(): Promise<void>;
}

/** The networks' stand-in, and the hostile one before it. */
export async function openHostileRun(): Promise<HostileRun> {
  const sandbox = await createSandbox({ quiet: true });
  const { origin } = await sandbox.listen(0);
  sandbox.control.shortenDelays(20);
  sandbox.control.changeSettings({ visibilityLagMs: 0 });
  const media = await startMediaServer();
  const client = new UndiciPlatformHttp({ connections: 16 });
  const patient = (network: HostileNetwork): PlatformHttp => ({
    warm: (at, count) => client.warm(at, count),
    send: (request, signal) =>
      client.send(network.malice ? { ...request, timeoutMs: PATIENCE_MS } : request, signal),
  });
  // One for each case that is played at a moment: what one does to its answers, no other sees.
  const networks: HostileNetwork[] = [];
  const free: HostileNetwork[] = [];
  const another = async (): Promise<HostileNetwork> => {
    const network = await startHostileNetwork(origin);
    networks.push(network);
    return network;
  };
  const image = await media.image({ width: 1080, height: 1080 }, 'Un café');
  const clip = await media.clip();
  let serial = 0;

  return {
    async play({ platform, kind, moment, forwarded, type, seed }) {
      const account = sandbox.control.createAccount({ platform, name: 'Up', handle: 'upcafe' });
      const remoteId = SANDBOX_PLATFORMS[platform].remoteIdOf(account.id);
      const content: ChannelContent = {
        type,
        text: `Parlons @[solutions] #café ${++serial}`,
        firstComment: null,
        link: type === 'link' ? 'https://example.org/up' : null,
        media: mediaOfType(type, [image, image], clip),
        options: requiredOptions(platform),
      };
      const adapter = adapterOf(platform);
      const network = free.pop() ?? (await another());
      const io: Omit<StepIo, 'progress'> = {
        account: { remoteId, handle: account.handle },
        credential: { accessToken: account.token, refreshToken: account.refreshToken },
        settings: { ...adapter.defaults, origin: `${network.origin}/${platform}` },
        http: patient(network),
        media,
        content,
        publication: { id: account.id, dueAt: new Date().toISOString() },
        now: () => Date.now(),
        signal: new AbortController().signal,
      };
      network.strayed = 0;
      const run = new Run({
        ...{ platform, adapter, io, network, kind, moment, forwarded },
        random: randomOf(seed),
        shown: () => sandbox.control.feed({ platform, account: account.id }).items.length,
        boundMs: BOUND_MS,
      });
      const faults = await run.play();
      free.push(network);
      return faults.map(
        (fault) =>
          `${platform} ${type}, ${kind} at ${moment}${forwarded ? ' after it was done' : ''}, seed ${seed}: ${fault}`,
      );
    },
    async close() {
      await client.close();
      await Promise.all([...networks.map((network) => network.close()), sandbox.close(), media.close()]);
    },
  };
}
