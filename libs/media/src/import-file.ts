import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { GuardedClient } from '#lib/kernel';
import { cleanName } from './incoming/file-name.js';
import { MAX_UPLOAD_BYTES } from './incoming/receive-file.js';

const TIMEOUT_MS = 120_000;

/**
 * Downloads an address to a path; the type is checked later. Leaves nothing behind when it fails.
 * @throws DomainError 422 `address_*`
 */
export async function fetchInto(
  outbound: GuardedClient,
  address: string,
  path: string,
): Promise<{ path: string; name: string }> {
  const limits = {
    maxBytes: MAX_UPLOAD_BYTES,
    timeoutMs: TIMEOUT_MS,
    accept: 'image/*, video/mp4, video/quicktime, video/x-m4v',
  };
  try {
    return await outbound.read(address, limits, async ({ url, body }) => {
      await pipeline(body, createWriteStream(path));
      return { path, name: nameOf(url) };
    });
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

/** The last part of the path, else the site's name. */
function nameOf(url: URL): string {
  const last = url.pathname.split('/').findLast((part) => part !== '') ?? url.hostname;
  try {
    return cleanName(decodeURIComponent(last));
  } catch (error) {
    if (error instanceof URIError) return cleanName(last);
    throw error;
  }
}
