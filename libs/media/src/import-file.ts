import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type GuardedClient, newId } from '#lib/kernel';
import { MAX_UPLOAD_BYTES } from './upload.interceptor.js';

const TIMEOUT_MS = 120_000;

/**
 * Streams what is at an address into a folder; what it is, its content tells later. Leaves nothing behind when it fails.
 * @throws DomainError 422 `address_*`
 */
export async function fetchInto(
  outbound: GuardedClient,
  address: string,
  folder: string,
): Promise<{ path: string; name: string }> {
  const path = join(folder, newId());
  const limits = {
    maxBytes: MAX_UPLOAD_BYTES,
    timeoutMs: TIMEOUT_MS,
    accept: 'image/jpeg, image/png, video/mp4',
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
    return decodeURIComponent(last).slice(0, 200);
  } catch (error) {
    if (error instanceof URIError) return last.slice(0, 200);
    throw error;
  }
}
