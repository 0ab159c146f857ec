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
 * What is kept after the network gave a new credential: never less than there was. An answer without a refresh token leaves
 * the old one in force.
 */
export const renewed = (old: Credential, fresh: Credential): Credential =>
  fresh.refreshToken || !old.refreshToken
    ? fresh
    : { refreshExpiresAt: old.refreshExpiresAt, ...fresh, refreshToken: old.refreshToken };

/** Ends that differ by less are one, told at different seconds, ms. */
const SAME_END_MS = 86_400_000;

/** Whether a credential was renewed under the consent that there was: what has been told of its end stays told. */
export const sameConsent = (old: Credential, fresh: Credential): boolean =>
  Math.abs(Date.parse(old.refreshExpiresAt ?? '') - Date.parse(fresh.refreshExpiresAt ?? '')) < SAME_END_MS;

/**
 * What to store when a renewal comes back and the channel holds `latest` by then, not the `used` one it began with. A
 * refresh token that the network has taken back is never left in place; a credential that a person gave meanwhile stays.
 * @returns null when nothing of the renewal is wanted any more
 */
export function afterRenewal(used: Credential, latest: Credential, fresh: Credential): Credential | null {
  if (latest.accessToken === used.accessToken) return fresh;
  const kept = latest.refreshToken !== undefined && latest.refreshToken === used.refreshToken;
  const { refreshToken, refreshExpiresAt } = fresh;
  return kept && refreshToken ? { ...latest, refreshToken, refreshExpiresAt } : null;
}
