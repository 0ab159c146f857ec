/** State of a revision: waiting for a decision, approved or sent back, or superseded by an edit or a withdrawal. */
export const REVISION_STATES = ['pending', 'approved', 'changes_requested', 'superseded'] as const;
export type RevisionState = (typeof REVISION_STATES)[number];
