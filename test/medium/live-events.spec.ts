import { Client } from 'pg';
import { MOST_STREAMS } from '../../apps/api/src/events/open-streams.js';
import { startApi, type TestApi } from '../support/api.js';
import {
  buildChannel,
  buildEstablishment,
  buildMember,
  buildOrganisation,
  buildPost,
  signIn,
  type TestMember,
  type TestOrganisation,
} from '../support/factories.js';
import { until } from '../support/until.js';
import { cookieOf } from '../support/http.js';

let api: TestApi;
let owner: Client;
let organisation: TestOrganisation;
let root: TestMember;

beforeAll(async () => {
  api = await startApi();
  owner = new Client({ connectionString: api.database.url });
  await owner.connect();
  organisation = await buildOrganisation(api);
  root = await buildMember(api, 'editor', { organisation });
}, 60_000);
afterAll(async () => {
  await owner?.end();
  await api?.close();
});

interface Stream {
  status: number;
  /** What has arrived, as text. */
  heard(): string;
  ended: Promise<'ended'>;
  close(): void;
}

/** Opens the live events as a browser does, with what names the caller. */
async function listen(headers: Record<string, string>, url = api.url): Promise<Stream> {
  const abort = new AbortController();
  const answer = await fetch(`${url}/api/v1/events`, { headers, signal: abort.signal });
  let text = '';
  const read = async (): Promise<'ended'> => {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of answer.body ?? []) text += decoder.decode(chunk as Uint8Array);
    } catch (error) {
      if (!abort.signal.aborted) throw error;
    }
    return 'ended';
  };
  return { status: answer.status, heard: () => text, ended: read(), close: () => abort.abort() };
}

/** Headers of a session of that person, which a test may end. */
async function sessionOf(member: TestMember): Promise<Record<string, string>> {
  const answer = await api.anyone.post('/api/auth/sign-in/email', {
    email: member.email,
    password: member.password,
  });
  const cookie = cookieOf(answer.headers);
  return { cookie };
}

describe('live events', () => {
  it('tell who sees one establishment only of its posts and their publications', async () => {
    const [ours, theirs] = [
      await buildEstablishment(api, organisation),
      await buildEstablishment(api, organisation),
    ];
    const viewer = await buildMember(api, 'viewer', { organisation, establishmentId: ours.id });
    const channel = await buildChannel(api, organisation, 'facebook', { establishmentId: theirs.id });
    const [stream, whole] = [await listen(await sessionOf(viewer)), await listen(await sessionOf(root))];
    const schedule = { localTime: '2031-05-05T09:00', timeZone: 'Europe/Paris' };
    const hidden = await buildPost(root, { establishmentId: theirs.id, channelIds: [channel.id], schedule });
    const manager = await buildMember(api, 'manager', { organisation });
    const { body } = await root.http.post<{ revision: { hash: string } }>(
      `/api/v1/posts/${hidden.id}/submit`,
      {},
    );
    await manager.http.post(`/api/v1/posts/${hidden.id}/approve`, { revisionHash: body.revision.hash });
    const shown = await buildPost(root, { establishmentId: ours.id });
    await until('both to hear of the last post', () =>
      [stream, whole].every((one) => one.heard().includes(shown.id)),
    );
    expect(whole.heard()).toContain(hidden.id);
    expect(whole.heard()).toContain('publication.changed');
    expect(stream.heard()).not.toContain(hidden.id);
    // A post that moves away is gone for them: they hear of it once more.
    await root.http.patch(`/api/v1/posts/${shown.id}`, { establishmentId: theirs.id });
    const count = () => stream.heard().split(shown.id).length - 1;
    await until('the move to be heard', () => count() >= 2);
    stream.close();
    whole.close();
  });

  it('tell nobody of another organisation', async () => {
    const stranger = await buildMember(api, 'admin');
    const stream = await listen(await sessionOf(stranger));
    const theirs = await buildPost(root);
    const own = await buildPost(stranger);
    await until('their own post', () => stream.heard().includes(own.id));
    expect(stream.heard()).not.toContain(theirs.id);
    stream.close();
  });

  it.each([
    [
      'the person signs out',
      async (member: TestMember, headers: Record<string, string>) => {
        const answer = await fetch(`${api.url}/api/auth/sign-out`, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: '{}',
        });
        expect(answer.status).toBe(200);
        void member;
      },
    ],
    [
      'the session is ended in the database',
      async (member: TestMember) => {
        await owner.query('DELETE FROM auth.session WHERE "userId" = $1', [member.userId]);
      },
    ],
    [
      'the membership ends',
      async (member: TestMember) => {
        await owner.query('DELETE FROM member WHERE user_id = $1', [member.userId]);
      },
    ],
  ])('end when %s', async (_, end) => {
    const member = await buildMember(api, 'viewer', { organisation });
    const headers = await sessionOf(member);
    const stream = await listen(headers);
    expect(stream.status).toBe(200);
    await end(member, headers);
    expect(await stream.ended).toBe('ended');
    expect((await listen(headers)).status).toBeGreaterThanOrEqual(401);
  });

  it('end with the API key', async () => {
    const member = await buildMember(api, 'editor', { organisation });
    const key = await signIn(api, member).then((http) =>
      http.post<{ secret: string }>('/api/v1/api-keys', { name: 'k', scopes: ['read'] }),
    );
    const headers = { authorization: `Bearer ${key.body.secret}` };
    const stream = await listen(headers);
    expect(stream.status).toBe(200);
    await owner.query('DELETE FROM api_key WHERE user_id = $1', [member.userId]);
    expect(await stream.ended).toBe('ended');
  });

  it('are open ten times for a person, and again once one is closed', async () => {
    const member = await buildMember(api, 'viewer', { organisation });
    const headers = await sessionOf(member);
    const open = await Promise.all(Array.from({ length: MOST_STREAMS }, () => listen(headers)));
    expect(open.map(({ status }) => status)).toEqual(Array(MOST_STREAMS).fill(200));
    expect((await listen(headers)).status).toBe(429);
    open[0]?.close();
    await until('a place', async () => {
      const again = await listen(headers);
      again.close();
      return again.status === 200;
    });
    for (const stream of open) stream.close();
  });

  it('were ten for each process: they are counted over all, and those of a dead one are forgotten', async () => {
    const member = await buildMember(api, 'viewer', { organisation });
    const headers = await sessionOf(member);
    const other = await startApi({ DATABASE_URL: api.database.url });
    try {
      const open = await Promise.all(
        Array.from({ length: MOST_STREAMS + 4 }, (_, at) => listen(headers, at % 2 ? other.url : api.url)),
      );
      expect(open.filter(({ status }) => status === 200)).toHaveLength(MOST_STREAMS);
      expect(open.filter(({ status }) => status === 429)).toHaveLength(4);
      await owner.query(
        `UPDATE auth.live_stream SET seen_at = now() - interval '1 minute' WHERE user_id = $1`,
        [member.userId],
      );
      const [one, another] = [await listen(headers), await listen(headers, other.url)];
      expect([one.status, another.status]).toEqual([200, 200]);
      for (const stream of [...open, one, another]) stream.close();
    } finally {
      await other.close();
    }
  });
});
