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

/** What a person chooses from: each account without its credential, with the channel that it is already. */
export async function showAccounts(
  tx: Tx,
  { id, platform }: { id: string; platform: Platform },
  accounts: readonly ConsentedAccount[],
  { link = false }: Pick<Asker, 'link'>,
) {
  const remoteIds = accounts.map(({ remoteId }) => remoteId);
  // The holder of a link is not told what the organisation has.
  const connected = link ? new Map<string, never>() : await accountsConnected(tx, platform, remoteIds);
  return {
    id,
    platform,
    accounts: accounts.map(({ remoteId, name, handle, picture, obstacle }) => ({
      remoteId,
      name,
      handle,
      hasPicture: picture !== null,
      obstacle: obstacle ?? null,
      channelId: connected.get(remoteId)?.id ?? null,
      establishmentId: connected.get(remoteId)?.establishmentId ?? null,
    })),
  };
}
