import { Vault } from '#lib/kernel';
import { extensionOf } from './content-disposition.js';

const PURPOSE = 'media-address';

/** What a signed address gives access to. */
export interface SignedMedia {
  organisationId: string;
  sha256: string;
  mime: string;
}

/**
 * An address that networks can fetch without a session, and that cannot be guessed or altered.
 * @param expiresAt seconds since 1970, UTC
 */
export function signMediaAddress(vault: Vault, media: SignedMedia, expiresAt: number): string {
  const claim = Buffer.from(
    JSON.stringify([media.organisationId, media.sha256, media.mime, expiresAt]),
  ).toString('base64url');
  return `/media/${claim}.${vault.sign(PURPOSE, claim).slice(0, 43)}/${nameOf(media.mime)}`;
}

/** @returns null for an address with a wrong signature or past its end */
export function openMediaAddress(vault: Vault, token: string, nowSeconds: number): SignedMedia | null {
  const [claim = '', signature = ''] = token.split('.');
  // Digests of equal length, compared in constant time.
  if (
    !signature ||
    vault.sign(PURPOSE, signature) !== vault.sign(PURPOSE, vault.sign(PURPOSE, claim).slice(0, 43))
  ) {
    return null;
  }
  const [organisationId, sha256, mime, expiresAt] = JSON.parse(
    Buffer.from(claim, 'base64url').toString('utf8'),
  ) as [string, string, string, number];
  return expiresAt >= nowSeconds ? { organisationId, sha256, mime } : null;
}

/** Some networks decide the type by the end of the address. */
const nameOf = (mime: string): string => ['file', extensionOf(mime)].filter(Boolean).join('.');
