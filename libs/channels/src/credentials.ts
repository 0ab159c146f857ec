import { Secret, type Vault } from '#lib/kernel';
import type { Credential } from '#lib/platforms';

const place = (organisationId: string, channelId: string): string =>
  `channel-credential|${organisationId}|${channelId}`;

/** Text to store for a credential; opens only for the same organisation and channel. */
export const sealCredential = (
  vault: Vault,
  organisationId: string,
  channelId: string,
  credential: Credential,
): string => vault.seal(JSON.stringify(credential), place(organisationId, channelId));

/** @throws Error when it was altered, moved, or sealed with a key that is gone */
export const openCredential = (
  vault: Vault,
  organisationId: string,
  channelId: string,
  sealed: string,
): Secret<Credential> =>
  new Secret(JSON.parse(vault.open(sealed, place(organisationId, channelId)).reveal()) as Credential);

/**
 * What is kept after the network gave a new access: never less than there was. An answer without a refresh token leaves
 * the old one in force.
 */
export const renewed = (old: Credential, fresh: Credential): Credential => ({
  ...fresh,
  ...(fresh.refreshToken || !old.refreshToken ? {} : { refreshToken: old.refreshToken }),
});
