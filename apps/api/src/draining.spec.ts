import { afterEach, describe, expect, it } from '@jest/globals';
import express from 'express';
import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Draining } from './draining.js';

let server: Server;
afterEach(() => server.closeAllConnections());

/** A server that answers with what it was sent, once all of it is there. */
async function serve(draining: Draining): Promise<void> {
  const app = express();
  app.use(draining.watch);
  app.post('/', (incoming, response) => {
    let bytes = 0;
    incoming.on('data', (chunk: Buffer) => (bytes += chunk.length));
    incoming.on('end', () => response.headersSent || response.json({ bytes }));
  });
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
}

/** An upload whose first half is on its way. */
async function half(): Promise<{
  finish: () => void;
  answer: Promise<{ status: number; text: string; again: string | undefined }>;
}> {
  const { port } = server.address() as AddressInfo;
  const sending = request({ port, host: '127.0.0.1', method: 'POST', headers: { 'content-length': '20' } });
  sending.on('error', () => undefined);
  const answer = once(sending, 'response').then(async ([response]) => {
    const incoming = response as import('node:http').IncomingMessage;
    let text = '';
    for await (const chunk of incoming) text += String(chunk);
    return { status: incoming.statusCode ?? 0, text, again: incoming.headers['retry-after'] };
  });
  sending.write('0123456789');
  await once(server, 'request');
  return { finish: () => sending.end('0123456789'), answer };
}

describe('an upload in flight when the process is told to stop', () => {
  it('survives: it was cut off after four seconds', async () => {
    const draining = new Draining();
    await serve(draining);
    const { finish, answer } = await half();
    const ended = draining.end(server, 5_000);
    finish();
    expect(await answer).toMatchObject({ status: 200, text: '{"bytes":20}' });
    await ended;
  });

  it('is told to be sent again when it takes too long, instead of losing its connection', async () => {
    const draining = new Draining();
    await serve(draining);
    const { answer } = await half();
    await draining.end(server, 20);
    const { status, text, again } = await answer;
    expect([status, again, (JSON.parse(text) as { code: string }).code]).toEqual([503, '2', 'restarting']);
  });
});
