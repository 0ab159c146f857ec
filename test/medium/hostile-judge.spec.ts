import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import {
  faultsOfCanaries,
  faultsOfPosts,
  faultsOfWorker,
  type JudgedWorker,
} from '../support/hostile-network/engine/judge.js';
import { isSettled, rowsOf } from '../support/hostile-network/engine/rows.js';
import { type ApprovedPost, startInstallation, type TestInstallation } from '../support/installation.js';

const KIND = 'silence';
/** What a network says in its own words, and is believed. */
const OWN_KIND = 'error in 200';
const LOST = { class: 'unknown', cause: 'network', code: 'timeout', message: '', hint: 'may_be_live' };

/** A judge that cannot fail proves nothing: no worker runs here, and each world has one fault. */
describe('the judge of hostile networks', () => {
  let installation: TestInstallation;
  beforeAll(async () => {
    installation = await startInstallation('postgres');
  }, 60_000);
  afterAll(() => installation?.close());

  /** Its followers see another post; the network itself shows it. @returns the post's id there */
  const show = async ({ account }: ApprovedPost): Promise<string> => {
    const sent = await asPage(account, `${account}/feed`, randomUUID());
    return String(((await sent.json()) as { id?: string }).id);
  };
  const comment = async ({ account }: ApprovedPost, remoteId: string): Promise<void> => {
    await asPage(account, `${remoteId}/comments`, randomUUID());
  };
  const asPage = async (account: string, path: string, message: string): Promise<Response> => {
    const [page] = installation.sandbox.control.accounts('facebook').filter(({ id }) => id === account);
    const body = new URLSearchParams({ access_token: page?.token ?? '', message });
    const answer = await fetch(`${installation.sandbox.origin}/facebook/v25.0/${path}`, {
      method: 'POST',
      body,
    });
    if (answer.status !== 200) throw new Error(await answer.text());
    return answer;
  };

  /** Writes as an engine would, at its best. */
  const write = async ({ postId }: ApprovedPost, changes: string, ...values: unknown[]): Promise<void> => {
    await installation.database.query(
      `UPDATE publication SET ${changes.replaceAll('?', () => '$2')} WHERE post_id = $1`,
      [postId, ...values],
    );
  };
  const tell = async ({ postId }: ApprovedPost, kind: string, detail: object = {}): Promise<void> => {
    await installation.database.query(
      `INSERT INTO publication_event (organisation_id, publication_id, actor, kind, detail)
       SELECT organisation_id, id, 'worker-1', $2, $3 FROM publication WHERE post_id = $1`,
      [postId, kind, detail],
    );
  };
  /** A post that is out, and told to be. */
  const published = async (): Promise<ApprovedPost & { remoteId: string }> => {
    const post = await installation.approved('facebook');
    await installation.schedule(post.postId, 0);
    const remoteId = await show(post);
    await write(
      post,
      `state = 'published', stage = 'done', wake_at = NULL, published_at = due_at + interval '90 ms'`,
    );
    await tell(post, 'published');
    return { ...post, remoteId };
  };
  /** A post that is not out, and told to have failed. */
  const failed = async (): Promise<ApprovedPost> => {
    const post = await installation.approved('facebook');
    await installation.schedule(post.postId, 0);
    await write(post, `state = 'failed', stage = 'done', wake_at = NULL, last_error = ?::jsonb`, LOST);
    await tell(post, 'failed');
    return post;
  };

  const secrets = (): string[] => installation.sandbox.control.accounts().map(({ token }) => token);
  const ofPost = async (post: ApprovedPost, kind = KIND): Promise<string[]> => {
    const rows = await rowsOf(installation.database, [post.postId]);
    const settled = new Set(rows.filter(isSettled).map(({ postId }) => postId));
    const trial = { at: { platform: post.platform, kind }, posts: [post] };
    return faultsOfPosts({ installation }, [trial], { settled, ended: rows, secrets: secrets() });
  };
  const ofCanary = async (post: ApprovedPost): Promise<string[]> =>
    faultsOfCanaries({ installation }, [post], await rowsOf(installation.database, [post.postId]));
  /** One fault, in these words. */
  const one = (words: RegExp): unknown[] => [expect.stringMatching(words)];

  describe('of posts', () => {
    it('finds nothing where nothing is wrong', async () => {
      const [out, not] = [await published(), await failed()];
      await comment(out, out.remoteId);
      expect([await ofPost(out), await ofPost(not)]).toEqual([[], []]);
    });

    it('finds a second post, and a second first comment', async () => {
      const [post, commented] = [await published(), await published()];
      await show(post);
      await comment(commented, commented.remoteId);
      await comment(commented, commented.remoteId);
      expect(await ofPost(post)).toEqual(one(/2 posts$/u));
      expect(await ofPost(commented)).toEqual(one(/2 first comments$/u));
    });

    it('finds an outcome that was not written', async () => {
      const post = await installation.approved('facebook');
      await installation.schedule(post.postId, 0);
      await write(post, `state = 'publishing', stage = 'firing'`);
      expect(await ofPost(post)).toEqual([
        expect.stringMatching(/nothing was written in time: publishing\/firing/u),
        expect.stringMatching(/never came to an end: publishing\/firing/u),
      ]);
    });

    it('finds an end that is held for ever, and one that never comes', async () => {
      const [held, open] = [await published(), await published()];
      await write(held, `lease_until = now() + interval '1 hour'`);
      await write(open, `stage = 'confirming', state = 'publishing', wake_at = now()`);
      expect(await ofPost(held)).toEqual(one(/nothing was written in time/u));
      expect(await ofPost(open)).toEqual(one(/never came to an end/u));
    });

    it('finds false words: failed and shown, out and not there, failed for no reason', async () => {
      const [shown, absent, silent] = [await failed(), await published(), await failed()];
      await show(shown);
      await write(silent, 'last_error = NULL');
      expect(await ofPost(shown)).toEqual(one(/said to have failed, and is shown/u));
      expect(await ofPost(silent)).toEqual(one(/failed without a reason/u));
      const elsewhere = { ...absent, account: (await installation.approved('facebook')).account };
      expect(await ofPost(elsewhere)).toEqual(one(/said to be out, and is not there/u));
      expect([await ofPost(shown, OWN_KIND), await ofPost(elsewhere, OWN_KIND)]).toEqual([[], []]);
    });

    it('finds a channel that is blamed on nobody’s word', async () => {
      const post = await failed();
      await installation.database.query(`UPDATE channel SET state = 'reconnect_needed' WHERE id = $1`, [
        post.channelId,
      ]);
      expect(await ofPost(post)).toEqual(one(/its channel is reconnect_needed on nobody’s word/u));
      expect(await ofPost(post, OWN_KIND)).toEqual([]);
    });

    it('finds a secret in a row, and in the journal', async () => {
      const [row, journal] = [await failed(), await failed()];
      const [secret] = secrets();
      await write(row, 'last_error = ?::jsonb', { ...LOST, message: `refused ${secret}` });
      await tell(journal, 'refused', { asked: { url: `https://network.example/?access_token=${secret}` } });
      expect(await ofPost(row)).toEqual(one(/keeps a secret/u));
      expect(await ofPost(journal)).toEqual(one(/keeps a secret/u));
    });

    it('finds a post without a row', async () => {
      expect(await ofPost({ ...(await failed()), postId: randomUUID() })).toEqual(one(/no row$/u));
    });
  });

  describe('of canaries', () => {
    it('finds nothing wrong with one that is out in its second', async () => {
      expect(await ofCanary(await published())).toEqual([]);
    });

    it('finds one that is late, early, not out, or shown twice', async () => {
      const [late, early, twice, commented] = [
        await published(),
        await published(),
        await published(),
        await published(),
      ];
      await write(late, `published_at = due_at + interval '1001 ms'`);
      await write(early, `published_at = due_at - interval '2 ms'`);
      await show(twice);
      await comment(commented, commented.remoteId);
      await comment(commented, commented.remoteId);
      expect(await ofCanary(late)).toEqual(one(/was 1001 ms late$/u));
      expect(await ofCanary(early)).toEqual(one(/was -2 ms late$/u));
      expect(await ofCanary(await failed())).toEqual(one(/is not out$/u));
      expect(await ofCanary(twice)).toEqual(one(/is shown twice$/u));
      expect(await ofCanary(commented)).toEqual(one(/is shown twice$/u));
    });
  });

  describe('of the worker', () => {
    const worker = (output = '', exitCode: number | null = null, grown = 0): JudgedWorker => ({
      worker: { process: { exitCode }, output: () => output },
      grown: () => grown,
    });
    const faults: [string, JudgedWorker, RegExp | null][] = [
      ['one that only warns', worker('{"level":40,"msg":"the network does not answer"}', null, 1e8), null],
      ['one that ended', worker('', 1), /ended with 1$/u],
      ['one that grew', worker('', null, 3.1e8), /grew by 310 MB$/u],
      ['one that prints a secret', worker('{"level":40,"msg":"EAA-secret"}'), /prints a secret$/u],
      ['one that prints an error', worker('{"level":50,"msg":"what?"}'), /prints an error: .*what\?/u],
    ];
    it.each(faults)('finds what is wrong with %s', (_, at, words) => {
      expect(faultsOfWorker(at, ['EAA-secret'])).toEqual(words ? one(words) : []);
    });
  });
});
