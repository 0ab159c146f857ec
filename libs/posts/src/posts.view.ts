import { mayAt, type Principal } from '#lib/identity';
import type { PostProblem } from './compose.service.js';
import type { PostRow, RevisionRow } from './posts.repository.js';
import { editSendsBack, type PostAction, stateAllows } from './rules/post-state.js';

const instant = (text: string): string => new Date(text).toISOString();

export const revisionView = (r: RevisionRow) => ({
  id: r.id,
  number: r.number,
  hash: r.hash,
  state: r.state,
  submittedBy: r.submittedBy,
  submittedAt: instant(r.submittedAt),
  note: r.note,
  decidedBy: r.decidedBy,
  decidedAt: r.decidedAt && instant(r.decidedAt),
  decisionNote: r.decisionNote,
});

/** Whether the organisation's rule keeps this person from approving their own work. */
export const isOwnWork = (who: Principal, post: PostRow): boolean =>
  post.requireOtherApprover && [post.authorId, post.revision?.submittedById].includes(who.userId);

/** Whether a person may do something with a post now: the state must allow it, and their role at its house. */
export function mayDo(who: Principal, post: PostRow, action: PostAction): boolean {
  if (!stateAllows(post.state, action)) return false;
  if (action === 'approve') {
    // The post's house is not enough: approving is deciding what each of these accounts will show.
    const everywhere = [post.path, ...post.variants.map((variant) => variant.path)];
    return everywhere.every((path) => mayAt(who, path, 'manager')) && !isOwnWork(who, post);
  }
  return mayAt(who, post.path, action === 'requestChanges' ? 'manager' : 'editor');
}

export function postView(who: Principal, post: PostRow, problems: PostProblem[]) {
  const may = (action: PostAction) => mayDo(who, post, action);
  return {
    id: post.id,
    establishmentId: post.establishmentId,
    establishmentName: post.establishmentName,
    author: { id: post.authorId, name: post.authorName },
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
