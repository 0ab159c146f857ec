import { ApiError } from '../../../../shared/api/api-error';
import type { Post } from '../../../../shared/api/types';
import { draftOf, type Draft } from '../../draft';
import type { Body, Transport } from '../ports';

/** Outcome of one request. */
export type Fate = 'answered' | 'lostRequest' | 'lostAnswer' | 'serverError' | 'invalid';

const SENDS_BACK = ['in_review', 'approved', 'scheduled'];

/** One post of the server: versions, If-Match, Idempotency-Key, states, and faults of the connection. */
export class FakeServer {
  posts: Post[] = [];
  /** Every content the post ever had here, with its author. */
  readonly history: { draft: Draft; version: number; by: 'me' | 'colleague' }[] = [];
  /** What a colleague changed, without the rest of the post. */
  readonly hers: Record<string, unknown>[] = [];
  submissions = 0;
  mySubmissions = 0;
  signedIn = true;
  requests: string[] = [];
  fates: Fate[] = [];
  /** Requests that are held until released, as on a slow connection. */
  slow = 0;
  private refuses = false;
  private readonly waiting: (() => void)[] = [];
  private readonly answers = new Map<string, { request: string; post: Post }>();

  readonly transport: Transport = {
    create: (body, key) => this.request(`create ${key}`, () => this.once(key, body, () => this.create(body))),
    change: (id, version, body) =>
      this.request(`change ${version} ${JSON.stringify(body)}`, () => {
        this.check();
        return this.change(id, version, body, 'me');
      }),
    submit: (id, note, key, version) =>
      this.request(`submit ${key}`, () => this.once(key, { id, note }, () => this.submitMine(id, version))),
    read: (id) => this.request('read', () => this.find(id)),
  };

  /** Releases the held requests. */
  release(): void {
    this.slow = 0;
    for (const go of this.waiting.splice(0)) go();
  }

  colleague(body: Partial<Body>): void {
    const [post] = this.posts;
    if (!post) return;
    this.hers.push(body);
    this.change(post.id, post.version, body, 'colleague');
  }

  colleagueSubmits(): void {
    const [post] = this.posts;
    if (post && !post.editSendsBack) this.submit(post.id);
  }

  find(id: string): Post {
    const post = this.posts.find((one) => one.id === id);
    if (!post) throw new ApiError(404, 'not_found', 'Gone.');
    return structuredClone(post);
  }

  private async request(name: string, work: () => Post): Promise<Post> {
    this.requests.push(name);
    const fate = this.fates.shift() ?? 'answered';
    if (this.slow > 0) {
      this.slow--;
      await new Promise<void>((go) => this.waiting.push(go));
    }
    await Promise.resolve();
    if (fate === 'lostRequest') throw new ApiError(0, 'network', '');
    if (fate === 'serverError') throw new ApiError(503, 'server', '');
    if (!this.signedIn) throw new ApiError(401, 'unauthenticated', 'Sign in.');
    // The same content must not be refused once and accepted another time.
    this.refuses = fate === 'invalid' && this.requests.indexOf(name) === this.requests.length - 1;
    const post = work();
    await Promise.resolve();
    if (fate === 'lostAnswer') throw new ApiError(0, 'network', '');
    return structuredClone(post);
  }

  private once(key: string, body: unknown, work: () => Post): Post {
    const request = JSON.stringify(body);
    const kept = this.answers.get(key);
    if (kept && kept.request !== request) throw new ApiError(422, 'idempotency_key_reused', 'Another body.');
    // A repetition with the same key gets the same answer.
    if (!kept) this.check();
    const post = kept?.post ?? work();
    this.answers.set(key, { request, post: structuredClone(post) });
    return post;
  }

  private check(): void {
    if (this.refuses) throw new ApiError(422, 'invalid', 'No.', []);
  }

  private create(body: Body): Post {
    const post = makePost(`post-${this.posts.length + 1}`, body);
    this.posts.push(post);
    this.note(post, 'me');
    return post;
  }

  private change(id: string, version: number, body: Partial<Body>, by: 'me' | 'colleague'): Post {
    const post = this.posts.find((one) => one.id === id);
    if (!post) throw new ApiError(404, 'not_found', 'Gone.');
    if (post.version !== version) throw new ApiError(412, 'stale_version', 'Stale.');
    const onlyDate = Object.keys(body).every((member) => member === 'schedule');
    Object.assign(post, body, { version: post.version + 1 });
    if (body.title !== undefined) post.title = body.title.trim();
    if (!onlyDate && post.editSendsBack) setState(post, 'draft');
    this.note(post, by);
    return post;
  }

  private submitMine(id: string, version: number): Post {
    if (this.find(id).version !== version) throw new ApiError(412, 'stale_version', 'Stale.');
    const post = this.submit(id);
    this.mySubmissions++;
    return post;
  }

  private submit(id: string): Post {
    const post = this.posts.find((one) => one.id === id);
    if (!post) throw new ApiError(404, 'not_found', 'Gone.');
    if (post.editSendsBack) throw new ApiError(409, 'state_forbids', 'Not now.');
    setState(post, 'in_review');
    post.version++;
    this.submissions++;
    this.note(post, 'me');
    return post;
  }

  private note(post: Post, by: 'me' | 'colleague'): void {
    this.history.push({ draft: structuredClone(draftOf(post)), version: post.version, by });
  }
}

function setState(post: Post, state: Post['state']): void {
  post.state = state;
  post.editSendsBack = SENDS_BACK.includes(state);
}

/** A post in the API's form, with only the given content. */
export function makePost(id: string, body: Partial<Body>): Post {
  const now = '2026-12-01T08:00:00.000Z';
  return {
    id,
    establishmentId: 'establishment',
    establishmentName: 'Establishment',
    author: { id: 'me', name: 'Me' },
    label: '',
    title: '',
    text: '',
    link: null,
    channelIds: [],
    variants: {},
    mediaIds: [],
    formatId: null,
    campaignId: null,
    audienceIds: [],
    tags: [],
    schedule: null,
    dueAt: null,
    scheduleAmbiguous: false,
    state: 'draft',
    version: 1,
    revision: null,
    problems: [],
    editSendsBack: false,
    may: {
      edit: true,
      submit: true,
      approve: false,
      requestChanges: false,
      schedule: true,
      publishNow: false,
      cancel: false,
      delete: true,
      withdraw: false,
      duplicate: true,
    },
    createdAt: now,
    updatedAt: now,
    ...structuredClone(body),
  };
}
