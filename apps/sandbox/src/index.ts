import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { createApp } from './app.js';
import { noteArrival } from './core/arrival.js';
import { Control } from './control/control.js';
import type { Clock } from './core/clock.js';
import { SandboxState } from './core/sandbox-state.js';
import { SANDBOX_PLATFORMS } from './platforms.js';

export type { Clock } from './core/clock.js';
export type { Control } from './control/control.js';
export type { FeedItem } from './feeds/feed.js';
export type { LedgerEntry } from './core/ledger.js';
export { FAULTS } from './core/faults.js';
export type { SandboxPlatform } from './core/platform.js';
export { SANDBOX_PLATFORMS };

export interface SandboxOptions {
  /** Folder of ledger and media; in memory only when absent. */
  dataDir?: string;
  clock?: Clock;
  /** Prints nothing on standard output. */
  quiet?: boolean;
}

export interface Sandbox {
  app: Express;
  /** Port 0 lets the system choose. */
  listen(port: number, host?: string): Promise<{ origin: string; port: number }>;
  close(): Promise<void>;
  /** The control API without HTTP. */
  control: Control;
}

/** Room for a thousand connections opened in the same instant. */
const BACKLOG = 4096;

/** Starts the networks, over real HTTP on one port. */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const state = await SandboxState.open(SANDBOX_PLATFORMS, options);
  const control = new Control(state);
  const app = createApp(state, control);
  const server = createServer({ keepAlive: true, noDelay: true }, (req, res) => {
    // Requests waiting on the sockets are stamped before any is processed, so that a burst's arrival times do not
    // include our own queue.
    noteArrival(req, state.clock.now());
    setImmediate(() => app(req, res));
  });
  server.keepAliveTimeout = 75_000;
  server.headersTimeout = 80_000;
  return {
    app,
    control,
    async listen(port, host = '127.0.0.1') {
      server.listen({ port, host, backlog: BACKLOG });
      await once(server, 'listening');
      const address = server.address() as AddressInfo;
      const origin = `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
      if (!options.quiet) process.stdout.write(`sandbox: feeds on ${origin}/sandbox\n`);
      return { origin, port: address.port };
    },
    async close() {
      if (server.listening) {
        const closed = once(server, 'close');
        server.close();
        server.closeAllConnections();
        await closed;
      }
      await state.close();
    },
  };
}
