import type { Credential } from './adapter.js';
import { expiryFrom } from './expiry.js';
import type { PlatformResponse } from './http.js';

/** What a token endpoint told; lifetimes in seconds. */
export interface Grant {
  access_token: string;
  expires_in?: number | undefined;
  refresh_token?: string | undefined;
  /** Networks name it differently. */
  refreshLifetime?: number | undefined;
}

/**
 * The credential of a token endpoint's answer, whose lifetimes count by the network's own clock.
 * @param old the credential that is renewed: what the answer leaves out stays as it was
 */
export function granted(response: PlatformResponse, grant: Grant, old: Partial<Credential> = {}): Credential {
  const refreshToken = grant.refresh_token ?? old.refreshToken;
  const expiresAt = expiryFrom(response, grant.expires_in) ?? old.expiresAt;
  const refreshExpiresAt = expiryFrom(response, grant.refreshLifetime) ?? old.refreshExpiresAt;
  return {
    accessToken: grant.access_token,
    ...(refreshToken ? { refreshToken } : {}),
    ...(expiresAt ? { expiresAt } : {}),
    ...(refreshExpiresAt ? { refreshExpiresAt } : {}),
  };
}
