import type { Tx } from '#lib/database';
import type { Vault } from '#lib/kernel';
import type { ConsentedAccount, Platform } from '#lib/platforms';
import { accountsConnected } from '../channels.repository.js';
import type { Asker } from './asker.js';
import { type ConsentRow, sealedOf } from './consents.repository.js';

/** The accounts of a consent, with their credentials, in the form they are kept in. */
export const sealAccounts = (
  vault: Vault,
  organisationId: string,
  id: string,
  accounts: readonly ConsentedAccount[],
): string => vault.seal(JSON.stringify(accounts), sealedOf(organisationId, id));

/** What {@link sealAccounts} kept. */
export const openAccounts = (
  vault: Vault,
  organisationId: string,
  { id, sealed }: ConsentRow,
): ConsentedAccount[] =>
  JSON.parse(vault.open(sealed, sealedOf(organisationId, id)).reveal()) as ConsentedAccount[];

/**
 * What a person chooses from: each account without its credential, with the channel that it is already. Of a channel
 * that is out of their reach they are told only that; the holder of a link is told of none.
 */
export async function showAccounts(
  tx: Tx,
  { id, platform }: { id: string; platform: Platform },
  accounts: readonly ConsentedAccount[],
  asker: Asker,
) {
  const remoteIds = accounts.map(({ remoteId }) => remoteId);
  const connected = await accountsConnected(tx, platform, remoteIds);
  return {
    id,
    platform,
    accounts: accounts.map(({ remoteId, name, handle, picture, obstacle }) => {
      const channel = connected.get(remoteId);
      const elsewhere = channel && !asker.manages(channel.path);
      const told = elsewhere || asker.link ? undefined : channel;
      return {
        remoteId,
        name,
        handle,
        hasPicture: picture !== null,
        obstacle: obstacle ?? (elsewhere ? 'elsewhere' : null),
        channelId: told?.id ?? null,
        establishmentId: told?.establishmentId ?? null,
      };
    }),
  };
}
