import type { Tx } from '#lib/database';
import type { Principal } from '#lib/identity';
import { conflict, forbidden } from '#lib/kernel';
import { lockPost, type PostRow, requireMay, Revision, type RevisionRow, revisionView } from '#lib/posts';

/** A locked post that waits for a decision, with the revision under review. */
export type UnderReview = PostRow & { revision: RevisionRow };

/**
 * @param revisionHash hash of the revision that was read; absent to decide on the one under review
 * @throws DomainError 404, 403, `approver_is_author`, 409 when the hash is not the one under review, so that nobody
 * decides on what they have not read
 */
export async function lockUnderReview(
  tx: Tx,
  who: Principal,
  id: string,
  act: 'approve' | 'requestChanges',
  revisionHash: string | undefined,
): Promise<UnderReview> {
  const post = await lockPost(tx, id);
  requireMay(who, post, act);
  const { revision } = post;
  if (!revision || revision.state !== 'pending') throw forbidden();
  if (revisionHash !== undefined && revision.hash !== revisionHash) {
    throw conflict('not_under_review', {}, { revision: revisionView(revision) });
  }
  return { ...post, revision };
}

/** Writes a decision and its author into a revision. */
export async function decide(
  tx: Tx,
  who: Principal,
  { organisationId, revision }: UnderReview,
  state: 'approved' | 'changes_requested',
  note: string | null,
): Promise<void> {
  await tx.update(
    Revision,
    { organisationId, id: revision.id },
    {
      state,
      decidedById: who.userId,
      decidedBy: who.userName,
      decidedByEmail: who.email,
      decidedVia: who.apiKey?.name ?? null,
      decidedAt: () => 'now()',
      decisionNote: note,
    },
  );
}
