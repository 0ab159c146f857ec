import type { Post } from '../../../shared/api/types';
import { draftOf, type Draft } from '../draft';
import { differing, fieldsOf, same, withField } from './fields';
import { merge, type Merged } from './merge';

/**
 * The server's known version, and drafts that were sent without an answer and that it may have too. Every change
 * names the version it was written from, so after a later version nothing sent before can still take effect.
 */
export class Known {
  /** The request in flight is a repetition. */
  private again = false;

  constructor(
    public base: Draft,
    public version: number,
    /** Drafts sent from this version without an answer. */
    public sent: readonly Draft[] = [],
  ) {}

  /** A draft is sent: if its answer is lost, finding it on the server is expected. */
  expect(draft: Draft): void {
    this.again = this.sent.some((other) => differing(other, draft).length === 0);
    if (!this.again) this.sent = [...this.sent, draft];
  }

  /** The last request certainly had no effect; an earlier one without an answer may still have had. */
  expectNot(): void {
    if (!this.again) this.sent = this.sent.slice(0, -1);
  }

  /**
   * The server answered what was sent.
   * @returns the text on screen, with the server's form of what it stores differently
   */
  confirm(post: Post, was: Draft, onScreen: Draft): Draft {
    const answer = draftOf(post);
    const [shown, asSent] = [fieldsOf(onScreen), fieldsOf(was)];
    this.moveTo(post, answer);
    return differing(was, answer)
      .filter((path) => same(shown.get(path), asSent.get(path)))
      .reduce((mixed, path) => withField(mixed, path, answer), onScreen);
  }

  /** Takes a version from elsewhere, and says what of it is to be shown. */
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
