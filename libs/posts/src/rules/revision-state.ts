/** What became of a revision: waiting for a decision, decided either way, or left behind by an edit or a withdrawal. */
export const REVISION_STATES = ['pending', 'approved', 'changes_requested', 'superseded'] as const;
export type RevisionState = (typeof REVISION_STATES)[number];
