/** Why a network could not fetch a file from a given address. */
export type FetchProblem = 'timeout' | 'unreachable' | 'too_big';

const USER_AGENT = 'facebookexternalhit/1.1';

/**
 * Fetches like Meta's crawler: one direct 200, no redirect, no credentials (Instagram Platform, Content
 * Publishing: media must be on a publicly reachable server).
 */
export async function fetchMedia(
  url: string,
  limits: { maxBytes: number; timeoutMs: number },
): Promise<{ bytes: Buffer } | { problem: FetchProblem }> {
  const signal = AbortSignal.timeout(limits.timeoutMs);
  try {
    const answer = await fetch(url, { redirect: 'manual', signal, headers: { 'user-agent': USER_AGENT } });
    if (answer.status !== 200 || !answer.body) {
      await answer.body?.cancel();
      return { problem: 'unreachable' };
    }
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of answer.body) {
      size += chunk.length;
      if (size > limits.maxBytes) return { problem: 'too_big' };
      chunks.push(chunk);
    }
    return { bytes: Buffer.concat(chunks) };
  } catch {
    return { problem: signal.aborted ? 'timeout' : 'unreachable' };
  }
}
