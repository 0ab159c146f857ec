/** The life of a post. */
export const POST_STATES = [
  'draft',
  'in_review',
  'changes_requested',
  'approved',
  'scheduled',
  'publishing',
  'published',
  'partially_published',
  'failed',
  'cancelled',
] as const;
export type PostState = (typeof POST_STATES)[number];

export const POST_ACTIONS = [
  'edit',
  'submit',
  'approve',
  'requestChanges',
  'schedule',
  'publishNow',
  'cancel',
  'withdraw',
  'duplicate',
  'delete',
] as const;
export type PostAction = (typeof POST_ACTIONS)[number];

/** In which states an action makes sense, whoever asks. The server refuses the rest with `state_forbids`. */
const ALLOWED: Record<PostAction, readonly PostState[]> = {
  edit: ['draft', 'in_review', 'changes_requested', 'approved', 'scheduled', 'failed', 'cancelled'],
  submit: ['draft', 'changes_requested'],
  approve: ['in_review'],
  requestChanges: ['in_review'],
  schedule: ['draft', 'in_review', 'changes_requested', 'approved', 'scheduled'],
  publishNow: ['approved', 'scheduled'],
  cancel: ['in_review', 'approved', 'scheduled', 'publishing', 'partially_published', 'failed'],
  withdraw: ['in_review'],
  duplicate: POST_STATES,
  delete: ['draft', 'changes_requested', 'cancelled'],
};

export const stateAllows = (state: PostState, action: PostAction): boolean => ALLOWED[action].includes(state);

/** Whether changing the content now withdraws what was submitted or approved. */
export const editSendsBack = (state: PostState): boolean =>
  ['in_review', 'approved', 'scheduled', 'failed', 'cancelled'].includes(state);

/** Whether what is shown is what was frozen: from submission on, until it is an editor's again. */
export const isFrozen = (state: PostState): boolean => state !== 'draft' && state !== 'changes_requested';

export interface PublicationFact {
  state: 'pending' | 'publishing' | 'published' | 'failed' | 'needs_attention' | 'cancelled';
  /** Whether its hour has come. */
  started: boolean;
}

/**
 * The state of an approved post as its publications tell it; null while none of them has begun, when the post
 * keeps the state that approval and scheduling gave it.
 */
export function stateFromPublications(publications: readonly PublicationFact[]): PostState | null {
  if (publications.length === 0) return null;
  const states = new Set(publications.map((p) => p.state));
  const open = publications.filter((p) => p.state === 'pending' || p.state === 'publishing');
  if (open.length > 0) {
    const begun =
      open.length < publications.length || open.some((p) => p.started || p.state === 'publishing');
    return begun ? 'publishing' : null;
  }
  if (states.size === 1 && states.has('published')) return 'published';
  if (states.has('published')) return 'partially_published';
  if (states.has('failed') || states.has('needs_attention')) return 'failed';
  return 'cancelled';
}
