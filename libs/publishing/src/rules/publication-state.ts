/** State of a publication, as people see it. */
export const PUBLICATION_STATES = [
  'pending',
  'publishing',
  'published',
  'failed',
  'needs_attention',
  'cancelled',
] as const;
export type PublicationState = (typeof PUBLICATION_STATES)[number];

interface Act {
  /** A publication in any other state is left as it is. */
  from: readonly PublicationState[];
  to: readonly PublicationState[];
}

/** All acts on publications, and which state each leads to. */
export const PUBLICATION_ACTS = {
  /** Its post is approved, the first time or again. */
  plan: { from: ['pending', 'failed', 'cancelled'], to: ['pending'] },
  /** Its post gets another due instant. */
  move: { from: ['pending'], to: ['pending'] },
  /** The approval is withdrawn. */
  withdraw: { from: ['pending', 'failed', 'cancelled'], to: ['pending'] },
  /** Its post is cancelled, or no longer has the channel. */
  cancel: { from: ['pending', 'failed'], to: ['cancelled'] },
  /** The last look passed: from here on it may be out. */
  fire: { from: ['pending'], to: ['publishing'] },
  /** It is proven not to be out: it is sent again, or not at all. */
  refuse: { from: ['pending', 'publishing'], to: ['pending', 'failed'] },
  /** The same, for a post that was cancelled meanwhile. */
  stop: { from: ['publishing'], to: ['cancelled'] },
  /** Its network shows it. From `pending` when a restored database did not know that it was sent. */
  confirm: { from: ['pending', 'publishing'], to: ['published'] },
  /** The engine cannot tell whether it is out. */
  lose: { from: ['pending', 'publishing'], to: ['needs_attention'] },
  /** A person wants one more attempt. */
  retry: { from: ['failed'], to: ['pending'] },
  /** A person looked at the account and decided. */
  resolve: { from: ['needs_attention'], to: ['published', 'failed'] },
} as const satisfies Record<string, Act>;
export type PublicationAct = keyof typeof PUBLICATION_ACTS;

/** The states in which an act is allowed. */
export const statesFrom = (act: PublicationAct): readonly PublicationState[] => PUBLICATION_ACTS[act].from;

/** The engine still works on these. */
export const OPEN: readonly PublicationState[] = statesFrom('confirm');

/** Out, or maybe out: counted in quotas, and its approval cannot be withdrawn. */
export const MAYBE_OUT: readonly PublicationState[] = PUBLICATION_STATES.filter(
  (state) => !statesFrom('withdraw').includes(state),
);

/** Ends that only a person can change: people are notified of them. */
export const LEFT_TO_PEOPLE: readonly PublicationState[] = [...statesFrom('retry'), ...statesFrom('resolve')];
