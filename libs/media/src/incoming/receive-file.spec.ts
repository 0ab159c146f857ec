import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { Request, Response } from 'express';
import type { DomainError } from '#lib/kernel';
import { receiveFile } from './receive-file.js';

/** A disk that takes a little, then nothing more. */
const fullDisk = (): Writable =>
  new Writable({
    write(_chunk, _encoding, done) {
      done(Object.assign(new Error('no space left on device'), { code: 'ENOSPC', syscall: 'write' }));
    },
  });

describe('an upload onto a full disk', () => {
  let folder: string;
  let server: Server;
  let path: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lineup-receive-'));
    path = join(folder, 'half');
    server = createServer((request, response) => {
      receiveFile(request as Request, response as Response, path, fullDisk).then(
        () => response.end('taken'),
        (error: DomainError) => response.writeHead(error.status).end(error.code),
      );
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    await rm(folder, { recursive: true, force: true });
  });

  it('is told as that, and leaves nothing half written', async () => {
    await writeFile(path, 'what was written so far');
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(300_000)]), 'a.png');
    const { port } = server.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body: form });
    expect([answer.status, await answer.text()]).toEqual([507, 'storage_full']);
    expect(existsSync(path)).toBe(false);
  });
});
