import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { Schemas } from '../support/http.js';
import { refuseForEver, type TestInstallation, startInstallation } from '../support/installation.js';
import { until } from '../support/until.js';
import { startWorker, type TestWorker } from '../support/worker.js';

/** A mail server that takes every connection and never says a word. */
async function startMuteServer() {
  const calls: Socket[] = [];
  const server: Server = createServer((socket) => {
    socket.on('error', () => undefined);
    calls.push(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close() {
      for (const socket of calls) socket.destroy();
      server.close();
    },
  };
}

let mute: Awaited<ReturnType<typeof startMuteServer>>;
let installation: TestInstallation;
let worker: TestWorker;
beforeEach(async () => {
  mute = await startMuteServer();
  installation = await startInstallation('postgres', {
    SMTP_URL: mute.url,
    MAIL_FROM: 'lineup@test.example',
    MAIL_COLLECT_SECONDS: '0',
  });
  worker = await startWorker(installation.env);
});
afterEach(async () => {
  await worker.stop();
  mute.close();
  await installation.close();
});

const told = async () =>
  (await installation.manager.http.get<Schemas['NotificationPage']>('/api/v1/notifications')).body;

describe('what a worker could not publish', () => {
  it('is told its author, while a mail server that says nothing keeps nobody waiting', async () => {
    const failing = await installation.approved('facebook');
    refuseForEver(installation, failing);
    await installation.schedule(failing.postId, 1);
    const page = await until(
      'the notification',
      async () => ((await told()).unread > 0 ? told() : null),
      30_000,
    );
    expect(page.items[0]).toMatchObject({ kind: 'publication.failed', path: `/posts/${failing.postId}` });
    await until('somebody to call the mail server', () => mute.calls.length > 0);

    const fine = await installation.approved('linkedin');
    await installation.schedule(fine.postId, 6);
    const { rows } = await until('the other post to go out', async () => {
      const found = await installation.database.query<{ late: number }>(
        `SELECT extract(epoch FROM published_at - due_at)::float8 AS late FROM publication
         WHERE post_id = $1 AND published_at IS NOT NULL`,
        [fine.postId],
      );
      return found.rows.length > 0 && found;
    });
    expect(rows[0]?.late).toBeLessThan(3);
    const { rows: mails } = await installation.database.query<{ state: string }>(
      'SELECT state FROM mail_digest',
    );
    expect(mails.every(({ state }) => state !== 'sent')).toBe(true);
  }, 90_000);
});
