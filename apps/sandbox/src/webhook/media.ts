import { z } from 'zod';
import type { PostMedia } from '../core/posts.js';
import type { SandboxState } from '../core/sandbox-state.js';
import { sniff } from '../core/sniff.js';
import { refuse } from './network.js';

/** A medium as an event names it. */
export const medium = z.strictObject({
  url: z.url(),
  kind: z.enum(['image', 'video']),
  mime: z.string(),
  bytes: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
  durationMs: z.number().int().nullable(),
  altText: z.string(),
});

const TIMEOUT_MS = 10_000;

/** Fetches a medium. @throws Refusal when it is not there, or is another than was said */
export async function take(
  { media }: SandboxState,
  { url, kind, altText }: z.infer<typeof medium>,
): Promise<PostMedia> {
  const bytes = await bytesOf(url);
  if (!bytes) throw refuse(422, 'media_unreachable', 'A medium could not be fetched.');
  if (sniff(bytes).kind !== kind) throw refuse(422, 'content_refused', 'A medium is not what it says.');
  return { mediaId: media.save(bytes), kind, altText };
}

async function bytesOf(url: string): Promise<Buffer | null> {
  try {
    const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
    return answer.ok ? Buffer.from(await answer.arrayBuffer()) : null;
  } catch {
    return null;
  }
}
