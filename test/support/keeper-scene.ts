import type { Logger } from 'pino';
import { ChannelKeeper, Network } from '#lib/channels';
import { Database } from '#lib/database';
import { LOGGER, SystemClock, Vault } from '#lib/kernel';
import { startApi, startSandbox, type TestApi, type TestSandbox } from './api.js';
import { buildMember, type TestMember } from './factories.js';

/** An API on the sandbox's networks, an administrator, and keepers of their channels as workers have them. */
export interface KeeperScene {
  sandbox: TestSandbox;
  api: TestApi;
  admin: TestMember;
  database: Database;
  vault: Vault;
  /** One of several workers' keepers. @param own keys other than those of the API */
  keeper(own?: Vault): ChannelKeeper;
  close(): Promise<void>;
}

/** @param application what it has of the networks' applications: without them nothing is renewed there */
export async function openKeeperScene(application: Record<string, string>): Promise<KeeperScene> {
  const sandbox = await startSandbox();
  const api = await startApi({ ...sandbox.env, ...application });
  const database = api.app.get(Database, { strict: false });
  const vault = api.app.get(Vault, { strict: false });
  return {
    sandbox,
    api,
    admin: await buildMember(api, 'admin'),
    database,
    vault,
    keeper: (own = vault) =>
      new ChannelKeeper(
        database,
        api.app.get(Network, { strict: false }),
        own,
        new SystemClock(),
        api.config,
        api.app.get<Logger>(LOGGER, { strict: false }),
      ),
    async close() {
      await api.close();
      await sandbox.close();
    },
  };
}
