/** What a person sees of a publication. */
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
  /** What is in no such state is left as it is. */
  from: readonly PublicationState[];
  to: readonly PublicationState[];
}

/** All that happens to publications: which state follows which. */
export const PUBLICATION_ACTS = {
  /** Its post is approved, the first time or again. */
  plan: { from: ['pending', 'failed', 'cancelled'], to: ['pending'] },
  /** Its post gets another due instant. */
  move: { from: ['pending'], to: ['pending'] },
  /** The approval is gone. */
  withdraw: { from: ['pending', 'failed', 'cancelled'], to: ['pending'] },
  /** Its post is cancelled, or goes to its channel no more. */
  cancel: { from: ['pending', 'failed'], to: ['cancelled'] },
  /** The last look lets it go: from here on it may be out. */
  fire: { from: ['pending'], to: ['publishing'] },
  /** It is proven not to be out: it goes again, or not at all. */
  refuse: { from: ['pending', 'publishing'], to: ['pending', 'failed'] },
  /** The same, of a post that was cancelled meanwhile. */
  stop: { from: ['publishing'], to: ['cancelled'] },
  /** Its network shows it. Of what may have been forgotten, too: then it was never fired here. */
  confirm: { from: ['pending', 'publishing'], to: ['published'] },
  /** No machine can tell whether it is out. */
  lose: { from: ['pending', 'publishing'], to: ['needs_attention'] },
  /** A person wants one more attempt. */
  retry: { from: ['failed'], to: ['pending'] },
  /** A person looked at the account. */
  resolve: { from: ['needs_attention'], to: ['published', 'failed'] },
} as const satisfies Record<string, Act>;
export type PublicationAct = keyof typeof PUBLICATION_ACTS;

/** The states that an act takes publications from. */
export const statesFrom = (act: PublicationAct): readonly PublicationState[] => PUBLICATION_ACTS[act].from;

/** The engine still works on it. */
export const OPEN: readonly PublicationState[] = statesFrom('confirm');

/** It is out, or may be: counted at its network, and no approval can be taken back from it. */
export const MAYBE_OUT: readonly PublicationState[] = PUBLICATION_STATES.filter(
  (state) => !statesFrom('withdraw').includes(state),
);

/** An end that only a person can change: told when it comes about. */
export const LEFT_TO_PEOPLE: readonly PublicationState[] = [...statesFrom('retry'), ...statesFrom('resolve')];
