import type { PlatformClient } from '#lib/channels';
import { type PlatformAdapter, PlatformError, type PlatformErrorDetail, type StepIo } from '#lib/platforms';
import type { Settlement } from '../../rules/settlement.js';
import type { LeaseCheck, PublicationStore, Work } from '../claim/index.js';
import type { StepIoFactory } from '../platform/index.js';
import { FirstComments } from './first-comments.js';

const VISIBLE_MS = 60_000;
const refusal = (over: Partial<PlatformErrorDetail>): PlatformError =>
  new PlatformError({
    class: 'rate_limited',
    cause: 'network',
    code: '429',
    message: 'later',
    refused: true,
    ...over,
  });

describe('a first comment', () => {
  const work = (over: Partial<Work> = {}): Work =>
    ({
      id: 'u',
      state: 'published',
      stage: 'commenting',
      channelState: 'connected',
      remoteId: '17',
      content: {
        type: 'text',
        text: 'Up',
        firstComment: 'Inscriptions au café.',
        link: null,
        media: [],
        options: {},
      },
      commentAttempts: 1,
      commentIntentAgeMs: null,
      progress: {},
      ...over,
    }) as Partial<Work> as Work;

  interface Behaviour {
    /** Whether the publication is still this worker's when the comment is to be sent. */
    confirm?: () => Promise<void>;
    find?: () => Promise<'yes' | 'no' | 'unclear'>;
    send?: () => Promise<{ commentId: string }>;
  }
  /** What became of it, and how often it was sent. */
  const deliver = async (
    of: Work,
    { confirm, find, send }: Behaviour,
  ): Promise<{ end: Settlement; sent: number }> => {
    let sent = 0;
    const adapter = {
      findComment: find ?? (async () => 'no' as const),
      comment: async () => {
        sent += 1;
        return (send ?? (async () => ({ commentId: 'c' })))();
      },
    };
    const comments = new FirstComments(
      {
        adapter: () => adapter as Partial<PlatformAdapter> as PlatformAdapter,
      } as Partial<PlatformClient> as PlatformClient,
      { keep: async () => undefined } as Partial<PublicationStore> as PublicationStore,
      { io: () => ({}) as StepIo, visibilityMs: () => VISIBLE_MS } as Partial<StepIoFactory> as StepIoFactory,
      {
        now: () => ({ monotonic: 0, wall: 0 }),
        confirm: confirm ?? (async () => undefined),
      } as Partial<LeaseCheck> as LeaseCheck,
    );
    return { end: await comments.deliver(of, new AbortController().signal), sent };
  };
  const late = { commentIntentAgeMs: VISIBLE_MS + 1 };

  it('was sent twice by a worker that stood still for longer than its lease, after its promise', async () => {
    const confirm = (): Promise<void> =>
      Promise.reject(refusal({ class: 'transient', cause: 'network', code: 'paused' }));
    const { end, sent } = await deliver(work(), { confirm });
    expect([sent, end.stage]).toEqual([0, 'commenting']);
  });

  it('was written twice because the look for it was refused', async () => {
    for (const failure of [
      refusal({}),
      refusal({ class: 'auth', cause: 'network', code: '190', hint: 'reconnect' }),
    ]) {
      const { end, sent } = await deliver(work(late), { find: () => Promise.reject(failure) });
      expect(sent).toBe(0);
      // The promise stands: the next try looks again.
      expect(end.commentIntent).toBeUndefined();
      expect(end).toMatchObject({ stage: 'commenting', firstComment: 'pending' });
    }
  });

  it('was written twice because it was looked for before the network had to show it', async () => {
    const { end, sent } = await deliver(work({ commentIntentAgeMs: 5000 }), {});
    expect(sent).toBe(0);
    expect(end).toMatchObject({ stage: 'commenting', wakeInMs: VISIBLE_MS - 5000, journal: [] });
  });

  it('is sent again once it is proven not to be there', async () => {
    expect((await deliver(work(late), {})).sent).toBe(1);
    const refused = await deliver(work(), { send: () => Promise.reject(refusal({})) });
    expect(refused.end.commentIntent).toBe(false);
  });

  it('is taken for written when it is found', async () => {
    const { end, sent } = await deliver(work(late), { find: async () => 'yes' });
    expect([end.firstComment, sent]).toEqual(['published', 0]);
  });

  it('waits for another credential, and is given up where the credential may never comment', async () => {
    const lost = await deliver(work(), {
      send: () =>
        Promise.reject(refusal({ class: 'auth', cause: 'network', code: '190', hint: 'reconnect' })),
    });
    expect(lost.end).toMatchObject({
      firstComment: 'pending',
      channel: { reconnect: '190' },
      lastError: { class: 'auth' },
    });
    const mute = await deliver(work(), {
      send: () =>
        Promise.reject(refusal({ class: 'auth', cause: 'network', code: '10', hint: 'missing_permission' })),
    });
    expect(mute.end).toMatchObject({ stage: 'done', firstComment: 'failed' });
    expect(mute.end.channel).toBeUndefined();
  });
});
