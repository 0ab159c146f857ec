import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createSandbox } from '../../apps/sandbox/src/index.js';

/** An account that somebody connects: on which server, and with what. */
export interface Stage {
  origin: string;
  login: string;
  password: string;
  /** A handle that is somebody’s. */
  neighbour: string;
  close(): Promise<void>;
}

/** Starting it takes two seconds, and many times that on a busy machine, ms. */
const START_MS = 60_000;
const HANDLE = 'upcafe.test';
const NEIGHBOUR = 'voisine.test';

/** The real server, in a process of its own, with two new accounts. */
export async function realStage(): Promise<Stage> {
  const child = spawn(process.execPath, ['test/real/pds/server.mjs'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data', { signal: AbortSignal.timeout(START_MS) })) as [Buffer];
  const { origin } = JSON.parse(line.toString()) as { origin: string };
  const { accessJwt } = await post<{ accessJwt: string }>(origin, 'server.createAccount', newAccount(HANDLE));
  await post(origin, 'server.createAccount', newAccount(NEIGHBOUR));
  const named = { name: 'Lineup' };
  const { password } = await post<{ password: string }>(origin, 'server.createAppPassword', named, accessJwt);
  return {
    origin,
    login: HANDLE,
    password,
    neighbour: NEIGHBOUR,
    async close() {
      const over = once(child, 'exit');
      child.kill('SIGTERM');
      await over;
    },
  };
}

/** The same on the stand-in. */
export async function sandboxStage(): Promise<Stage> {
  const sandbox = await createSandbox({ quiet: true });
  const { origin } = await sandbox.listen(0);
  const platform = 'bluesky' as const;
  const password = 'abcd-efgh-2345-6723';
  sandbox.control.createAccount({
    platform,
    name: HANDLE,
    handle: HANDLE,
    options: { appPassword: password },
  });
  sandbox.control.createAccount({ platform, name: NEIGHBOUR, handle: NEIGHBOUR });
  return {
    origin: `${origin}/${platform}`,
    login: HANDLE,
    password,
    neighbour: NEIGHBOUR,
    close: () => sandbox.close(),
  };
}

const newAccount = (handle: string) => ({
  handle,
  email: `${handle.split('.')[0]}@example.org`,
  password: 'four words make a password',
});

async function post<T>(origin: string, method: string, body: unknown, token?: string): Promise<T> {
  const answer = await fetch(`${origin}/xrpc/com.atproto.${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}
