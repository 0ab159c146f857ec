import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Life, LivingPost } from './model-life.js';
import type { Model } from './model.js';
import { checkPromises } from './model-promises.js';

/** One thing that somebody, or the machine, does. After it, every promise is checked. */
abstract class Step implements fc.AsyncCommand<Model, Life> {
  check(_model: Readonly<Model>): boolean {
    return true;
  }

  async run(model: Model, life: Life): Promise<void> {
    await this.act(model, life);
    const findings = await checkPromises(life);
    if (findings.length > 0) throw new Error(`after ${this.toString()}: ${findings.join('\n')}`);
  }

  protected abstract act(model: Model, life: Life): Promise<void>;
  abstract toString(): string;
}

/** About one of the posts there are. */
abstract class PostStep extends Step {
  constructor(protected readonly pick: number) {
    super();
  }

  override check(model: Readonly<Model>): boolean {
    return model.posts > 0;
  }

  protected act(_model: Model, life: Life): Promise<void> {
    const post = life.posts[this.pick % life.posts.length];
    return post ? this.on(post, life) : Promise.resolve();
  }

  protected abstract on(post: LivingPost, life: Life): Promise<void>;
}

const textOf = (post: LivingPost): string =>
  `Parlons solutions (${post.postId}), version ${post.approvals.length + 1}, ${randomUUID()}.`;

/** Approves what the post says now; from the moment it is asked for, the text may go out. */
async function approve(life: Life, postId: string): Promise<number | null> {
  const { http } = life.world.installation.manager;
  const submitted = await http.post(`/api/v1/posts/${postId}/submit`, {});
  const { revision } = submitted.body as unknown as { revision?: { hash: string } };
  const from = Date.now();
  const decided = await http.post(`/api/v1/posts/${postId}/approve`, { revisionHash: revision?.hash });
  return decided.status === 200 ? from : null;
}

class Plan extends Step {
  constructor(
    private readonly pick: number,
    private readonly inSeconds: number,
  ) {
    super();
  }

  protected async act(model: Model, life: Life): Promise<void> {
    const channel = life.channels[this.pick % life.channels.length];
    if (!channel) return;
    const { installation } = life.world;
    const { postId } = await installation.approved(channel.platform, {
      id: channel.id,
      remoteId: channel.account,
    });
    await installation.schedule(postId, this.inSeconds);
    const { rows } = await installation.database.query<{ id: string; fence: number; text: string }>(
      `SELECT u.id, u.fence, r.content->'channels'->0->'content'->>'text' AS text FROM publication u
       JOIN revision r ON r.organisation_id = u.organisation_id AND r.id = u.revision_id WHERE u.post_id = $1`,
      [postId],
    );
    const [row] = rows;
    if (!row) throw new Error('nothing was planned');
    model.posts += 1;
    life.posts.push({
      postId,
      publicationId: row.id,
      channel,
      approvals: [{ text: row.text, from: 0, until: Infinity }],
      cancelledAt: null,
      fence: row.fence,
    });
  }

  toString = () => `plan(${this.pick}, in ${this.inSeconds} s)`;
}

class Edit extends PostStep {
  protected async on(post: LivingPost, life: Life): Promise<void> {
    const { http } = life.world.installation.manager;
    const text = textOf(post);
    const edited = await http.patch(`/api/v1/posts/${post.postId}`, { text });
    // What is out, or on its way, cannot be edited any more.
    if (edited.status !== 200) return;
    const withdrawn = Date.now();
    for (const approval of post.approvals) approval.until = Math.min(approval.until, withdrawn);
  }

  toString = () => `edit(${this.pick})`;
}

class EditAndApprove extends PostStep {
  protected async on(post: LivingPost, life: Life): Promise<void> {
    const { installation } = life.world;
    const text = textOf(post);
    const edited = await installation.manager.http.patch(`/api/v1/posts/${post.postId}`, { text });
    if (edited.status !== 200) return;
    const withdrawn = Date.now();
    for (const approval of post.approvals) approval.until = Math.min(approval.until, withdrawn);
    const from = await approve(life, post.postId);
    if (from === null) return;
    post.approvals.push({ text, from, until: Infinity });
    post.cancelledAt = null;
    await installation.schedule(post.postId, 2);
  }

  toString = () => `editAndApprove(${this.pick})`;
}

class Move extends PostStep {
  constructor(
    pick: number,
    private readonly minutes: number,
  ) {
    super(pick);
  }

  protected async on(post: LivingPost, life: Life): Promise<void> {
    const local = new Date(Date.now() + this.minutes * 60_000).toISOString().slice(0, 16);
    await life.world.installation.manager.http.post(`/api/v1/posts/${post.postId}/schedule`, {
      localTime: local,
      timeZone: 'Etc/UTC',
    });
  }

  toString = () => `move(${this.pick}, in ${this.minutes} min)`;
}

class PublishNow extends PostStep {
  protected async on(post: LivingPost, life: Life): Promise<void> {
    await life.world.installation.manager.http.post(`/api/v1/posts/${post.postId}/publish-now`);
  }

  toString = () => `publishNow(${this.pick})`;
}

class Cancel extends PostStep {
  protected async on(post: LivingPost, life: Life): Promise<void> {
    const { status, body } = await life.world.installation.manager.http.post(
      `/api/v1/posts/${post.postId}/cancel`,
    );
    if (status === 200 && body.state === 'cancelled') post.cancelledAt = Date.now();
  }

  toString = () => `cancel(${this.pick})`;
}

class LoseAccess extends PostStep {
  protected on({ channel }: LivingPost, life: Life): Promise<void> {
    life.world.installation.sandbox.control.patchAccount(channel.platform, channel.account, {
      tokenState: 'expired',
    });
    return Promise.resolve();
  }

  toString = () => `loseCredential(${this.pick})`;
}

class Reconnect extends PostStep {
  protected on({ channel }: LivingPost, life: Life): Promise<void> {
    return life.reconnect(channel);
  }

  toString = () => `reconnect(${this.pick})`;
}

class Crash extends Step {
  override check = (model: Readonly<Model>): boolean => model.worker;

  protected async act(model: Model, life: Life): Promise<void> {
    model.worker = false;
    await life.crash();
  }

  toString = () => 'crash';
}

class Start extends Step {
  override check = (model: Readonly<Model>): boolean => !model.worker;

  protected async act(model: Model, life: Life): Promise<void> {
    model.worker = true;
    await life.startWorker();
  }

  toString = () => 'start';
}

class Wait extends Step {
  constructor(private readonly ms: number) {
    super();
  }

  protected async act(): Promise<void> {
    await sleep(this.ms);
  }

  toString = () => `wait(${this.ms})`;
}

const pick = fc.nat({ max: 9 });

/** What a life is made of; planning, starting and waiting come up more often than mishaps. */
export const ALL_COMMANDS = [
  fc.tuple(pick, fc.integer({ min: 1, max: 5 })).map(([n, s]) => new Plan(n, s)),
  fc.tuple(pick, fc.integer({ min: 1, max: 3 })).map(([n, s]) => new Plan(n, s)),
  fc.constant(null).map(() => new Start()),
  fc.integer({ min: 200, max: 2500 }).map((ms) => new Wait(ms)),
  pick.map((n) => new Edit(n)),
  pick.map((n) => new EditAndApprove(n)),
  fc.tuple(pick, fc.integer({ min: 1, max: 60 })).map(([n, minutes]) => new Move(n, minutes)),
  pick.map((n) => new PublishNow(n)),
  pick.map((n) => new Cancel(n)),
  pick.map((n) => new LoseAccess(n)),
  pick.map((n) => new Reconnect(n)),
  fc.constant(null).map(() => new Crash()),
];
