import type { Post } from '../../../shared/api/types';
import { draftOf, type Draft } from '../draft';
import { differing, fieldsOf, same, withField } from './fields';
import { merge, type Merged } from './merge';

/**
 * What the server is known to hold, and what it may hold besides because it was sent and no answer came. Every change
 * names the version it was written from, so a later version means that nothing sent before it can still arrive.
 */
export class Known {
  /** What is on its way was sent before. */
  private again = false;

  constructor(
    public base: Draft,
    public version: number,
    /** Sent from this version, without an answer. */
    public sent: readonly Draft[] = [],
  ) {}

  /** It is on its way: should its answer be lost, finding it on the server is no surprise. */
  expect(draft: Draft): void {
    this.again = this.sent.some((other) => differing(other, draft).length === 0);
    if (!this.again) this.sent = [...this.sent, draft];
  }

  /** The last one was certainly not carried out; one that was sent before, without an answer, may have been all the same. */
  expectNot(): void {
    if (!this.again) this.sent = this.sent.slice(0, -1);
  }

  /**
   * The server answered what was sent.
   * @returns what is on screen, with what the server keeps in another form in that form
   */
  confirm(post: Post, was: Draft, onScreen: Draft): Draft {
    const answer = draftOf(post);
    const [shown, asSent] = [fieldsOf(onScreen), fieldsOf(was)];
    this.moveTo(post, answer);
    return differing(was, answer)
      .filter((path) => same(shown.get(path), asSent.get(path)))
      .reduce((mixed, path) => withField(mixed, path, answer), onScreen);
  }

  /** Moves on to a version that came from elsewhere, and says what is to be shown of it. */
  meet(post: Post, onScreen: Draft): Merged {
    const theirs = draftOf(post);
    const merged = merge(this.base, onScreen, theirs, this.sent);
    this.moveTo(post, theirs);
    return merged;
  }

  private moveTo(post: Post, base: Draft): void {
    this.base = base;
    this.version = post.version;
    this.sent = [];
  }
}
