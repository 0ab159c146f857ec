import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createSandbox, type Sandbox, type SandboxOptions } from '../index.js';
import type { Control } from '../control/control.js';

/** A clock that tests advance. */
export class TestClock {
  private at: number;

  constructor(start = '2026-11-22T09:00:00Z') {
    this.at = Date.parse(start);
  }

  now(): number {
    return this.at;
  }

  advance(ms: number): void {
    this.at += ms;
  }
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  json<T = Record<string, unknown>>(): T;
}

/** A sandbox on a free port, and one-line requests to it. */
export class TestBench {
  private constructor(
    private readonly sandbox: Sandbox,
    readonly origin: string,
    readonly clock: TestClock,
  ) {}

  static async start(options: SandboxOptions = {}, clock = new TestClock()): Promise<TestBench> {
    const sandbox = await createSandbox({ quiet: true, clock, ...options });
    const { origin } = await sandbox.listen(0);
    return new TestBench(sandbox, origin, clock);
  }

  get control(): Control {
    return this.sandbox.control;
  }

  stop(): Promise<void> {
    return this.sandbox.close();
  }

  async send(method: string, path: string, init: RequestInit = {}): Promise<Answer> {
    const url = path.startsWith('http') ? path : `${this.origin}${path}`;
    const response = await fetch(url, { method, ...init });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: <T>() => JSON.parse(text) as T };
  }

  get(
    path: string,
    params: Record<string, string> = {},
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    return this.send('GET', `${path}?${new URLSearchParams(params).toString()}`, { headers });
  }

  form(path: string, params: Record<string, string>): Promise<Answer> {
    return this.send('POST', path, { body: new URLSearchParams(params) });
  }

  json(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('POST', path, {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
  }
}

/** A minimal file that a JPEG header reader accepts as a picture of this size. */
export function jpeg(width: number, height: number): Buffer {
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), frame, Buffer.from([0xff, 0xd9])]);
}

/** `size` bytes that begin like an MP4. */
export function mp4(size = 4096): Buffer {
  const bytes = Buffer.alloc(size, 7);
  bytes.write('\0\0\0\x18ftypisom', 0, 'latin1');
  return bytes;
}

/** Serves files by path, and counts the requests. */
export async function fileServer(
  files: Record<string, Buffer>,
): Promise<{ origin: string; hits: string[]; close(): void }> {
  const hits: string[] = [];
  const server = createServer((req, res) => {
    const path = req.url ?? '';
    hits.push(path);
    const file = files[path];
    if (file) res.end(file);
    else res.writeHead(path === '/moved' ? 308 : 404, { location: '/photo.jpg' }).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    hits,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
