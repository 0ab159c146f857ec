import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ANSWERS, type TrueAnswer } from './answers.js';
import type { Random } from './random.js';

/** What is done to the requests that come while it is set. */
export interface Malice {
  kind: string;
  /** Whether the network gets the request all the same, and its answer is lost. */
  forwarded: boolean;
  random: Random;
  /** The secrets of the account that a request speaks for, to be repeated to it. */
  secretsOf(request: string): readonly string[];
}

export interface HostileNetwork {
  origin: string;
  malice: Malice | null;
  /** Requests that reached the address where nothing may go. */
  strayed: number;
  /** Ends every connection, whatever is still waited for on it. */
  cut(): void;
  close(): Promise<void>;
}

const NOTHING: TrueAnswer = { status: 200, headers: {}, body: '' };
/** Headers of an exchange with the network that are no part of what it says. */
const OF_THE_LINE = /^(?:connection|keep-alive|transfer-encoding|content-length|host)$/u;

/** Stands between an adapter and a network's stand-in: honest, or not. */
export async function startHostileNetwork(network: string): Promise<HostileNetwork> {
  const foreign = await listening(
    createServer((_req, res) => {
      hostile.strayed++;
      res.end('{}');
    }),
  );
  const front = await listening(
    createServer((req, res) => {
      res.on('error', () => undefined);
      void answer(req, res).catch(() => res.destroy());
    }),
  );
  const hostile: HostileNetwork = {
    origin: front.origin,
    malice: null,
    strayed: 0,
    cut: front.cut,
    close: async () => {
      await Promise.all([front.close(), foreign.close()]);
    },
  };

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const { malice } = hostile;
    const body = await bytesOf(req);
    const truth = !malice || malice.forwarded ? await forward(req, body) : NOTHING;
    if (malice) {
      const { random } = malice;
      const secrets = malice.secretsOf(
        `${req.url} ${JSON.stringify(req.headers)} ${body.toString('latin1')}`,
      );
      ANSWERS[malice.kind]?.({ req, res, truth, random, secrets, foreign: foreign.origin });
    } else {
      res.writeHead(truth.status, truth.headers).end(truth.body);
    }
  }

  async function forward(req: IncomingMessage, body: Buffer): Promise<TrueAnswer> {
    const headers = Object.entries(req.headers).filter(([name]) => !OF_THE_LINE.test(name));
    const sent = await fetch(`${network}${req.url ?? '/'}`, {
      method: req.method,
      headers: Object.fromEntries(headers.map(([name, value]) => [name, String(value)])),
      redirect: 'manual',
      ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
    });
    // It lives behind this one: what it calls its own address is this one's.
    const moved = (said: string): string => said.replaceAll(network, front.origin);
    const text = moved(await sent.text());
    const told = [...sent.headers]
      .filter(([name]) => !OF_THE_LINE.test(name))
      .map(([name, value]) => [name, moved(value)] as const);
    return { status: sent.status, headers: Object.fromEntries(told), body: text };
  }
  return hostile;
}

async function bytesOf(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function listening(server: Server): Promise<{ origin: string; cut(): void; close(): Promise<void> }> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: () => server.closeAllConnections(),
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
