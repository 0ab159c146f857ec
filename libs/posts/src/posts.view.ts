import { mayAt, maySomewhere, type Permission, type Principal } from '#lib/identity';
import type { PostProblem } from './compose.service.js';
import type { PostRow, RevisionRow } from './posts.repository.js';
import { editSendsBack, type PostAction, stateAllows } from './rules/post-state.js';

const instant = (text: string): string => new Date(text).toISOString();

export const revisionView = (r: RevisionRow) => ({
  id: r.id,
  number: r.number,
  hash: r.hash,
  state: r.state,
  submittedById: r.submittedById,
  submittedBy: r.submittedBy,
  submittedByEmail: r.submittedByEmail,
  submittedViaApiKey: r.submittedVia,
  submittedAt: instant(r.submittedAt),
  note: r.note,
  decidedById: r.decidedById,
  decidedBy: r.decidedBy,
  decidedByEmail: r.decidedByEmail,
  decidedViaApiKey: r.decidedVia,
  decidedAt: r.decidedAt && instant(r.decidedAt),
  decisionNote: r.decisionNote,
});

/**
 * Whether the organisation's rule keeps this person from approving: who began the post, wrote any of it since the last
 * approval, or submitted it, is its author.
 */
export const isOwnWork = (who: Principal, post: PostRow): boolean =>
  post.requireOtherApprover &&
  [post.authorId, post.revision?.submittedById, ...post.contributorIds].includes(who.userId);

/** Acts that decide what the accounts of a post show, or whether they do. */
const DECISIONS: readonly PostAction[] = ['approve', 'publishNow', 'cancel'];

/** Moving what is approved decides, too; a date in a draft only plans. */
const decides = (post: PostRow, action: PostAction): boolean =>
  DECISIONS.includes(action) ||
  (action === 'schedule' && (post.state === 'approved' || post.state === 'scheduled'));

/** What each act asks of whoever does it. */
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

/** Whether a person may do something with a post now: the state must allow it, and their role at its house. */
export function mayDo(who: Principal, post: PostRow, action: PostAction): boolean {
  if (!stateAllows(post.state, action)) return false;
  if (action === 'approve' && isOwnWork(who, post)) return false;
  // The copy is another post, at home wherever the person edits.
  if (action === 'duplicate') return maySomewhere(who, NEEDS[action]);
  // The post's own establishment is not enough for a decision: it is one on what each of these accounts shows.
  const reach = decides(post, action)
    ? [post.path, ...post.variants.map((variant) => variant.path)]
    : [post.path];
  return reach.every((path) => mayAt(who, path, NEEDS[action]));
}

export function postView(who: Principal, post: PostRow, problems: PostProblem[]) {
  const may = (action: PostAction) => mayDo(who, post, action);
  return {
    id: post.id,
    establishmentId: post.establishmentId,
    establishmentName: post.establishmentName,
    author: { id: post.authorId, name: post.authorName },
    label: post.label,
    title: post.title,
    text: post.text,
    link: post.link,
    channelIds: post.variants.map((v) => v.channelId),
    variants: Object.fromEntries(
      post.variants.map(({ channelId, path: _, ...v }) => [channelId, variantView(v)]),
    ),
    mediaIds: post.mediaIds,
    formatId: post.formatId,
    campaignId: post.campaignId,
    audienceIds: post.audienceIds,
    tags: post.tags,
    schedule: post.localTime && post.timeZone ? { localTime: post.localTime, timeZone: post.timeZone } : null,
    dueAt: post.dueAt?.toISOString() ?? null,
    scheduleAmbiguous: post.scheduleAmbiguous,
    state: post.state,
    version: post.version,
    revision: post.revision && revisionView(post.revision),
    problems,
    editSendsBack: editSendsBack(post.state),
    may: {
      edit: may('edit'),
      submit: may('submit'),
      approve: may('approve'),
      requestChanges: may('requestChanges'),
      schedule: may('schedule'),
      publishNow: may('publishNow'),
      cancel: may('cancel'),
      withdraw: may('withdraw'),
      duplicate: may('duplicate'),
      delete: may('delete'),
    },
    createdAt: post.createdAt.toISOString(),
    updatedAt: post.updatedAt.toISOString(),
  };
}

export type PostView = ReturnType<typeof postView>;

/** Only what differs: a member that follows the post is absent. */
const variantView = (v: Omit<PostRow['variants'][number], 'channelId' | 'path'>) => ({
  ...(v.text === null ? {} : { text: v.text }),
  ...(v.firstComment === null ? {} : { firstComment: v.firstComment }),
  ...(v.type === null ? {} : { type: v.type }),
  ...(v.mediaIds === null ? {} : { mediaIds: v.mediaIds }),
  ...(Object.keys(v.options).length === 0 ? {} : { options: v.options }),
});
