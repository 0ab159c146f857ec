import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How often a process is asked whether it takes requests, ms. */
const ASKS_MS = 100;

/** A proxy as small as one can be: takes turns among those that say they are ready, and tries nothing twice. */
export interface RoundRobin {
  url: string;
  /** Whether requests go there now. */
  ready(origin: string): boolean;
  close(): Promise<void>;
}

/** @param origins of the processes; more may be added to the list */
export async function startRoundRobin(origins: readonly string[]): Promise<RoundRobin> {
  const agent = new Agent({ keepAlive: true });
  let ready: string[] = [];
  let turn = 0;
  const look = async (): Promise<void> => {
    const answers = await Promise.all(
      origins.map((origin) =>
        fetch(`${origin}/api/health/live`).then(
          ({ ok }) => ok,
          () => false,
        ),
      ),
    );
    ready = origins.filter((_, at) => answers[at]);
  };
  let looking = look();
  const timer = setInterval(() => {
    looking = look();
  }, ASKS_MS);
  const server = createServer((incoming, outgoing) => {
    const origin = ready[turn++ % ready.length];
    if (origin) pass(agent, origin, incoming, outgoing);
    else outgoing.writeHead(502).end();
  });
  await looking;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ready: (origin) => ready.includes(origin),
    async close() {
      clearInterval(timer);
      await looking;
      server.closeAllConnections();
      agent.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function pass(agent: Agent, origin: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method, headers, url = '/' } = incoming;
  const onward = request(new URL(url, origin), { agent, ...(method ? { method } : {}), headers });
  onward.on('response', (answer) => {
    const { connection: _, ...rest } = answer.headers;
    outgoing.writeHead(answer.statusCode ?? 502, { ...rest, 'x-answered-by': origin });
    outgoing.flushHeaders();
    answer.pipe(outgoing);
    answer.on('error', () => outgoing.destroy());
  });
  // What was lost on its way is said by a status that no process of ours gives.
  onward.on('error', () => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end()));
  outgoing.on('close', () => onward.destroy());
  incoming.pipe(onward);
}
