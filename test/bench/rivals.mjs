// Starts the rivals of rival.mjs, and prepares what they send.
import { fork } from 'node:child_process';
import { once } from 'node:events';

const VERSION = 'v25.0';

export async function startRival(mode, stack, redisUrl, concurrency = 1000) {
  const child = fork('test/bench/rival.mjs', [mode, stack.env.DATABASE_URL, redisUrl, String(concurrency)], {
    execArgv: [],
  });
  await once(child, 'message');
  return {
    mode,
    child,
    /** @returns ms from the due instant until the last call was answered */
    async run(work) {
      child.send(work);
      const [{ drainMs, error }] = await once(child, 'message');
      if (error) throw new Error(error);
      return drainMs;
    },
  };
}

/** Hidden posts and the calls that reveal them, in their order on each channel; nothing of it is measured. */
export async function rivalCalls(stack, channels, latencyMs, each = 1) {
  await stack.control('POST', '/settings', { latencyMs: 0 });
  const { origin, pathname } = new URL(`${stack.sandbox}/facebook/${VERSION}`);
  const wanted = Array.from({ length: each }, () => channels).flat();
  const calls = [];
  for (let at = 0; at < wanted.length; at += 100) {
    const hidden = wanted.slice(at, at + 100).map(async ({ account, token }) => {
      const text = `Parlons solutions ${Math.random()}`;
      const body = new URLSearchParams({ message: text, published: 'false', access_token: token });
      const answer = await fetch(`${origin}${pathname}/${account}/feed`, { method: 'POST', body });
      const { id } = await answer.json();
      return { origin, path: `${pathname}/${id}`, token, account };
    });
    calls.push(...(await Promise.all(hidden)));
  }
  await stack.control('POST', '/settings', { latencyMs });
  return calls;
}
