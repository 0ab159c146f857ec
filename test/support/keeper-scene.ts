import type { Logger } from 'pino';
import { ChannelKeeper, PlatformClient } from '#lib/channels';
import { Database } from '#lib/database';
import { LOGGER, SystemClock, Vault } from '#lib/kernel';
import { ChannelRecord } from '../../libs/channels/src/channel-record.js';
import { CheckCredential } from '../../libs/channels/src/keeping/check-credential.js';
import { RenewCredential } from '../../libs/channels/src/keeping/renew-credential.js';
import { NotificationRounds } from '../../libs/notifications/src/notification-rounds.js';
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
  // What is told stays where specs look for it: on a slow machine it would be gone before they do.
  await api.app.get(NotificationRounds, { strict: false }).beforeApplicationShutdown();
  const database = api.app.get(Database, { strict: false });
  const vault = api.app.get(Vault, { strict: false });
  return {
    sandbox,
    api,
    admin: await buildMember(api, 'admin'),
    database,
    vault,
    keeper: (own = vault) => {
      const platforms = api.app.get(PlatformClient, { strict: false });
      const record = api.app.get(ChannelRecord, { strict: false });
      const logger = api.app.get<Logger>(LOGGER, { strict: false });
      const clock = new SystemClock();
      const renew = new RenewCredential(database, platforms, own, clock, api.config, logger);
      const check = new CheckCredential(database, platforms, record, clock);
      return new ChannelKeeper(database, own, renew, check, api.config, logger);
    },
    async close() {
      await api.close();
      await sandbox.close();
    },
  };
}
