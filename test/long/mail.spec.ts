import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Database, freePort, leaveMessage } from '#lib/database';
import { newId } from '#lib/kernel';
import { Mailer, OutboxConsumer } from '#lib/notifications';
import { startApi, type TestApi } from '../support/api.js';
import { buildChannel, buildMember, buildPost, type TestMember } from '../support/factories.js';
import { startMailServer, type TestMailServer } from '../support/mail-server.js';
import { until } from '../support/until.js';

let server: TestMailServer;
let port: number;
let api: TestApi;
let editor: TestMember;

beforeEach(async () => {
  port = await freePort();
  server = await startMailServer(port);
  api = await startApi({
    SMTP_URL: server.url,
    MAIL_FROM: 'Lineup <lineup@test.example>',
    MAIL_COLLECT_SECONDS: '1',
    PUBLIC_URL: 'https://lineup.test.example',
  });
  editor = await buildMember(api, 'editor');
});
afterEach(async () => {
  await api.close();
  await server.close();
});

const database = () => api.app.get(Database, { strict: false });

/** A post that failed, told. */
async function fail(title: string): Promise<string> {
  const { organisation } = editor;
  const channel = await buildChannel(api, organisation, 'linkedin');
  const { id: postId } = await buildPost(editor, { title, channelIds: [channel.id] });
  const body = { publicationId: newId(), postId, channelId: channel.id };
  await database().system((tx) => leaveMessage(tx, organisation.id, 'publication.failed', body));
  await api.app.get(OutboxConsumer, { strict: false }).drain();
  return postId;
}

interface DigestState {
  state: string;
  attempts: number;
}
const digests = () =>
  database().query<DigestState>('SELECT state, attempts FROM mail_digest ORDER BY created_at');
const ended = (state: string) =>
  until(`a digest to be ${state}`, async () => (await digests()).find((digest) => digest.state === state));

/** Both orders in which message closing and collecting may meet; PostgreSQL once ended one of them. */
describe('e-mail collected while a message is told', () => {
  /** Runs work while another transaction holds the notifications of one incident, or of one person. */
  async function whileHeld(which: string, work: () => Promise<unknown>): Promise<void> {
    await database().system(async (tx) => {
      await tx.query(`SELECT 1 FROM notification WHERE ${which} FOR UPDATE`);
      await work();
    });
  }
  const waiting = () =>
    database().query<{ mail: string }>(`SELECT mail FROM notification WHERE mail = 'waiting'`);
  const collect = () => api.app.get(Mailer, { strict: false }).collect();

  it('waits for nothing that is being closed, and takes it with the next round', async () => {
    const postId = await fail('Held');
    await fail('Free');
    await until('both to be ripe', async () => {
      const ripe = await database().query<object>(
        `SELECT 1 FROM notification WHERE created_at < now() - interval '1 second'`,
      );
      return ripe.length >= 2;
    });
    await whileHeld(`incident = 'publication.failed:${postId}'`, collect);
    await until('the rest', async () => (await collect(), (await waiting()).length === 0));
    await ended('sent');
  });

  it('keeps no message from being told, and is kept by none: nobody is ended by a deadlock', async () => {
    const outbox = api.app.get(OutboxConsumer, { strict: false });
    for (let round = 0; round < 8; round++) {
      const [told] = await Promise.all([fail(`Round ${round}`), collect(), outbox.drain(), collect()]);
      expect(told).toBeTruthy();
    }
    const left = await database().query<{ deadlocks: string }>(
      'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
    );
    expect(Number(left[0]?.deadlocks)).toBe(0);
  });
});

describe('e-mail', () => {
  it('collects what happens within a short time into one message per person, in their language', async () => {
    await editor.http.patch('/api/v1/me/notification-preferences', { locale: 'fr' });
    const first = await fail('Premier <post>');
    const second = await fail('Second post');
    const mail = await until('an e-mail', () => server.accepted[0]);
    await ended('sent');
    expect(mail.subject).toBe('2 nouvelles de vos posts');
    expect(mail.to).toMatchObject({ text: expect.stringContaining(editor.email) });
    expect(mail.from?.text).toBe('"Lineup" <lineup@test.example>');
    expect(mail.text).toContain(`https://lineup.test.example/posts/${first}`);
    expect(mail.text).toContain(`https://lineup.test.example/posts/${second}`);
    expect(String(mail.html)).toContain('Premier &#60;post&#62;');
    expect(mail.messageId).toMatch(/^<[0-9a-f-]{36}@test\.example>$/);
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(server.accepted).toHaveLength(1);
  });

  it('says nothing of what was read meanwhile', async () => {
    await fail('Déjà lu');
    await editor.http.post('/api/v1/notifications/read-all');
    await ended('skipped');
    expect(server.accepted).toEqual([]);
  });

  it('follows each person’s choice: only by e-mail, the application does not show it', async () => {
    await editor.http.patch('/api/v1/me/notification-preferences', {
      choices: [{ kind: 'publication.failed', inApp: false, email: true }],
    });
    await fail('Par e-mail seulement');
    await ended('sent');
    expect((await editor.http.get('/api/v1/notifications')).body).toMatchObject({ items: [], unread: 0 });
    await fail('Par e-mail encore');
    await until('the second', () => server.accepted[1]);
  });

  it('is tried again when the server refuses for now, under the same Message-ID, and sent once', async () => {
    server.refuse({ code: 451, text: 'Try again later' });
    await fail('Plus tard');
    await until('a refusal', () => server.refused > 0);
    server.refuse(null);
    const mail = await until('the e-mail', () => server.accepted[0], 25_000);
    await ended('sent');
    expect(mail.subject).toContain('Plus tard');
    expect((await digests())[0]?.attempts).toBeGreaterThan(1);
    // As if the queue had handed it out twice: what is sent stays sent.
    const [row] = await database().query<{ id: string }>('SELECT id FROM mail_digest');
    const mailer = api.app.get(Mailer, { strict: false });
    await mailer.send(editor.organisation.id, row?.id ?? '');
    expect(server.accepted).toHaveLength(1);
  }, 60_000);

  it('is given up when the server refuses for good', async () => {
    server.refuse({ code: 550, text: 'No such mailbox' });
    await fail('Jamais');
    await ended('given_up');
    expect((await digests()).map(({ attempts }) => attempts)).toEqual([1]);
  });

  it('waits for a server that is away, while everything else goes on', async () => {
    await server.close();
    await fail('Serveur absent');
    await until('an attempt', async () => (await digests()).find(({ attempts }) => attempts > 0));
    expect((await editor.http.get('/api/v1/notifications')).body).toMatchObject({ unread: 1 });
    server = await startMailServer(port);
    await until('the e-mail', () => server.accepted[0], 25_000);
  }, 60_000);

  it('that a crash left half sent goes out again under the same Message-ID: twice rather than never', async () => {
    await fail('À moitié');
    const mail = await until('the e-mail', () => server.accepted[0]);
    await ended('sent');
    const [row] = await database().query<{ id: string }>(
      `WITH crashed AS (UPDATE mail_digest SET state = 'sending', sending_at = now() - interval '3 minutes', queued_at = NULL RETURNING id)
       SELECT id FROM crashed`,
    );
    const again = await until('the copy', () => server.accepted[1]);
    expect([again.messageId, mail.messageId]).toEqual([mail.messageId, `<${row?.id}@test.example>`]);
  });
});
