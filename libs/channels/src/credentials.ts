import { Secret, type Vault } from '#lib/kernel';
import type { Credential } from '#lib/platforms';

const place = (organisationId: string, channelId: string): string =>
  `channel-credential|${organisationId}|${channelId}`;

/** Seals a credential; it opens only for the same organisation and channel. */
export const sealCredential = (
  vault: Vault,
  organisationId: string,
  channelId: string,
  credential: Credential,
): string => vault.seal(JSON.stringify(credential), place(organisationId, channelId));

/** @throws Error when it was altered, moved to another channel, or sealed with a key that is gone */
export const openCredential = (
  vault: Vault,
  organisationId: string,
  channelId: string,
  sealed: string,
): Secret<Credential> =>
  new Secret(JSON.parse(vault.open(sealed, place(organisationId, channelId)).reveal()) as Credential);

/** The credential to store after a network gave a new one. An answer without a refresh token keeps the old one. */
export const renewed = (old: Credential, fresh: Credential): Credential =>
  fresh.refreshToken || !old.refreshToken
    ? fresh
    : { refreshExpiresAt: old.refreshExpiresAt, ...fresh, refreshToken: old.refreshToken };

/** Ends that differ by less are the same end, ms. */
const SAME_END_MS = 86_400_000;

/** Whether a credential was renewed under the same consent; then warnings of its end are not repeated. */
export const sameConsent = (old: Credential, fresh: Credential): boolean =>
  Math.abs(Date.parse(old.refreshExpiresAt ?? '') - Date.parse(fresh.refreshExpiresAt ?? '')) < SAME_END_MS;

/**
 * What to store when a renewal began with `used` and the channel now has `latest`. A refresh token that the network
 * has revoked never stays; a credential that a person gave meanwhile does.
 * @returns null when the renewal is not needed any more
 */
export function afterRenewal(used: Credential, latest: Credential, fresh: Credential): Credential | null {
  if (latest.accessToken === used.accessToken) return fresh;
  const kept = latest.refreshToken !== undefined && latest.refreshToken === used.refreshToken;
  const { refreshToken, refreshExpiresAt } = fresh;
  return kept && refreshToken ? { ...latest, refreshToken, refreshExpiresAt } : null;
}
