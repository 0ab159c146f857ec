import { Vault } from '#lib/kernel';
import { extensionOf } from './content-disposition.js';

const PURPOSE = 'media-address';

/** What a signed address opens. */
export interface SignedMedia {
  organisationId: string;
  sha256: string;
  mime: string;
}

/**
 * An address that the networks can fetch without a session and that nobody can guess or change.
 * @param expiresAt seconds since 1970, UTC
 */
export function signMediaAddress(vault: Vault, media: SignedMedia, expiresAt: number): string {
  const claim = Buffer.from(
    JSON.stringify([media.organisationId, media.sha256, media.mime, expiresAt]),
  ).toString('base64url');
  return `/media/${claim}.${vault.sign(PURPOSE, claim).slice(0, 43)}/${nameOf(media.mime)}`;
}

/** @returns null for an address that is not ours or has expired */
export function openMediaAddress(vault: Vault, token: string, nowSeconds: number): SignedMedia | null {
  const [claim = '', signature = ''] = token.split('.');
  // Compared as digests of equal length: how far a guess is right cannot be timed.
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

/** Some networks decide by the end of the address. */
const nameOf = (mime: string): string => ['file', extensionOf(mime)].filter(Boolean).join('.');
