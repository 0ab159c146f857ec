import { mayAt, maySomewhere, type Permission, type Principal, visibleNodes } from '#lib/identity';
import { conflict, DomainError, forbidden, notFound } from '#lib/kernel';
import type { PostRow } from './posts.repository.js';
import { FOLLOWS_PUBLICATIONS, type PostAction, stateAllows } from './rules/post-state.js';

/** The permission that each act needs. */
const NEEDS: Record<PostAction, Permission> = {
  edit: 'post.write',
  submit: 'post.write',
  withdraw: 'post.write',
  duplicate: 'post.write',
  delete: 'post.write',
  schedule: 'post.publish',
  publishNow: 'post.publish',
  cancel: 'post.publish',
  approve: 'post.approve',
  requestChanges: 'post.approve',
};

/** Acts that decide what the accounts of a post show, or whether they show it. */
const DECISIONS: readonly PostAction[] = ['approve', 'publishNow', 'cancel'];

/** Moving an approved post is such a decision too; a date in a draft only plans. */
const decides = (post: PostRow, action: PostAction): boolean =>
  DECISIONS.includes(action) || (action === 'schedule' && FOLLOWS_PUBLICATIONS.includes(post.state));

/**
 * Whether the organisation's rule forbids this person to approve as an author: who created the post, wrote any of it
 * since the last approval, or submitted it.
 */
const isOwnWork = (who: Principal, post: PostRow): boolean =>
  post.requireOtherApprover &&
  [post.authorId, post.revision?.submittedById, ...post.contributorIds].includes(who.userId);

/** Whether the person has the needed role at every establishment that the act concerns. */
function isAllowed(who: Principal, post: PostRow, action: PostAction): boolean {
  // The copy is another post, in any establishment where the person edits.
  if (action === 'duplicate') return maySomewhere(who, NEEDS[action]);
  // A decision concerns what each channel shows, so the role is needed at the channels' establishments too.
  const reach = decides(post, action)
    ? [post.path, ...post.variants.map((variant) => variant.path)]
    : [post.path];
  return reach.every((path) => mayAt(who, path, NEEDS[action]));
}

/**
 * Whether a person may do something with a post now: the state must allow it, their role at the establishments
 * concerned, and the organisation's rule. The only such rule: screens (`may`), routes and bulk acts all use it.
 */
export const mayDo = (who: Principal, post: PostRow, action: PostAction): boolean =>
  stateAllows(post.state, action) &&
  isAllowed(who, post, action) &&
  !(action === 'approve' && isOwnWork(who, post));

/** A post of an establishment that the person does not see counts as missing. @throws DomainError 404 */
export function requireVisible(who: Principal, post: PostRow): void {
  const nodes = visibleNodes(who);
  if (nodes && !nodes.some((node) => post.path.includes(node))) throw notFound('post');
}

/**
 * @throws DomainError 404 when it is not visible, 409 when the state does not allow it, 403 when the role does not;
 * `approver_is_author` when only the organisation's rule does not
 */
export function requireMay(who: Principal, post: PostRow, action: PostAction): void {
  requireVisible(who, post);
  if (mayDo(who, post, action)) return;
  if (!stateAllows(post.state, action)) throw conflict('state_forbids', { state: post.state });
  if (isAllowed(who, post, action)) throw new DomainError(403, 'approver_is_author');
  throw forbidden();
}
