import type { Principal } from '#lib/identity';
import type { PostProblem } from './compose.service.js';
import type { PostRow, RevisionRow } from './posts.repository.js';
import { mayDo } from './posts.policy.js';
import { OWN } from './posts.schemas.js';
import { editSendsBack, POST_ACTIONS, type PostAction } from './rules/post-state.js';

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

/** The members that an editor wrote, under the names of their columns. */
const own = (post: PostRow): Pick<PostRow, (typeof OWN)[number]> =>
  Object.fromEntries(OWN.map((name) => [name, post[name]])) as Pick<PostRow, (typeof OWN)[number]>;

type May = Record<PostAction, boolean>;

export function postView(who: Principal, post: PostRow, problems: PostProblem[]) {
  return {
    id: post.id,
    establishmentId: post.establishmentId,
    establishmentName: post.establishmentName,
    author: { id: post.authorId, name: post.authorName },
    label: post.label,
    ...own(post),
    channelIds: post.variants.map((v) => v.channelId),
    variants: Object.fromEntries(
      post.variants.map(({ channelId, path: _, ...v }) => [channelId, variantView(v)]),
    ),
    schedule: post.localTime && post.timeZone ? { localTime: post.localTime, timeZone: post.timeZone } : null,
    dueAt: post.dueAt?.toISOString() ?? null,
    scheduleAmbiguous: post.scheduleAmbiguous,
    state: post.state,
    version: post.version,
    revision: post.revision && revisionView(post.revision),
    problems,
    editSendsBack: editSendsBack(post.state),
    may: Object.fromEntries(POST_ACTIONS.map((action) => [action, mayDo(who, post, action)])) as May,
    createdAt: post.createdAt.toISOString(),
    updatedAt: post.updatedAt.toISOString(),
  };
}

export type PostView = ReturnType<typeof postView>;

/** Only the differences: a member equal to the post's is absent. */
const variantView = (v: Omit<PostRow['variants'][number], 'channelId' | 'path'>) => ({
  ...(v.text === null ? {} : { text: v.text }),
  ...(v.firstComment === null ? {} : { firstComment: v.firstComment }),
  ...(v.type === null ? {} : { type: v.type }),
  ...(v.mediaIds === null ? {} : { mediaIds: v.mediaIds }),
  ...(Object.keys(v.options).length === 0 ? {} : { options: v.options }),
});
