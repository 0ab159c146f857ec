import { type Platform, PLATFORMS } from '#lib/platforms';
import { type TestInstallation, startInstallation } from '../../installation.js';
import { startWorker, type TestWorker } from '../../worker.js';
import { type HostileNetwork, startHostileNetwork } from '../server.js';
import { mostMemoryOf } from './memory.js';

/** Few, so that a network which hangs has every chance to take them all. */
const SLOTS = '8';

/** All of Lineup with one real worker, and before each network one that may turn hostile. */
export interface HostileInstallation {
  installation: TestInstallation;
  worker: TestWorker;
  networks: Record<Platform, HostileNetwork>;
  /** The most memory that the worker has had so far, beyond what it started with, bytes. */
  grown(): number;
  close(): Promise<void>;
}

/** @param servers addresses of a PostgreSQL and a Redis; the run's when absent */
export async function openHostileInstallation(
  servers: { postgres?: string; redis?: string } = {},
): Promise<HostileInstallation> {
  const installation = await startInstallation('redis', { WORKER_CONCURRENCY: SLOTS }, servers);
  const fronts = await Promise.all(
    PLATFORMS.map(
      async (platform) => [platform, await startHostileNetwork(installation.sandbox.origin)] as const,
    ),
  );
  const origins = fronts.map(([platform, { origin }]) => [
    `${platform.toUpperCase()}_API_ORIGIN`,
    `${origin}/${platform}`,
  ]);
  const worker = await startWorker({
    ...installation.env,
    ...(Object.fromEntries(origins) as Record<string, string>),
  });
  const { pid } = worker.process;
  if (pid === undefined) throw new Error('The worker has no process');
  const start = mostMemoryOf(pid);
  let most = start;
  return {
    installation,
    worker,
    networks: Object.fromEntries(fronts) as Record<Platform, HostileNetwork>,
    grown() {
      // One that has ended has none any more: that it ended is told elsewhere.
      if (worker.process.exitCode === null && worker.process.signalCode === null) most = mostMemoryOf(pid);
      return most - start;
    },
    async close() {
      worker.process.kill('SIGKILL');
      await worker.ended;
      await Promise.all(fronts.map(([, front]) => front.close()));
      await installation.close();
    },
  };
}
