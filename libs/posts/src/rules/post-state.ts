/** States of a post. */
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

/** Acts that change the state; a copy is another post, and a deleted post has no state. */
type Step = Exclude<PostAction, 'duplicate' | 'delete'>;
/** Next state of a step, or one for a post with a date and one without. */
type Next = PostState | { dated: PostState; undated: PostState };

interface Life {
  /**
   * `writing`: being edited; `review`: waiting for a decision; `standing`: approved, without a date; `going`:
   * approved, with a due instant in the future or just reached; `unfinished`: some of it may still be published;
   * `over`.
   */
  phase: 'writing' | 'review' | 'standing' | 'going' | 'unfinished' | 'over';
  /** The allowed steps, and the state that each leads to. The server refuses others with `state_forbids`. */
  steps: Partial<Record<Step, Next>>;
  deletable?: true;
}

const WHEN_APPROVED: Next = { dated: 'scheduled', undated: 'approved' };

/**
 * The state machine. Beyond approval, publications change a post's state too: {@link stateFromPublications}. Every
 * list of states, here and in SQL, is derived from this table.
 */
const LIFE: Record<PostState, Life> = {
  draft: {
    phase: 'writing',
    steps: { edit: 'draft', submit: 'in_review', schedule: 'draft' },
    deletable: true,
  },
  changes_requested: {
    phase: 'writing',
    steps: { edit: 'changes_requested', submit: 'in_review', schedule: 'changes_requested' },
    deletable: true,
  },
  in_review: {
    phase: 'review',
    steps: {
      edit: 'draft',
      approve: WHEN_APPROVED,
      requestChanges: 'changes_requested',
      schedule: 'in_review',
      cancel: 'cancelled',
      withdraw: 'draft',
    },
  },
  approved: {
    phase: 'standing',
    steps: { edit: 'draft', schedule: WHEN_APPROVED, publishNow: 'scheduled', cancel: 'cancelled' },
  },
  scheduled: {
    phase: 'going',
    steps: { edit: 'draft', schedule: WHEN_APPROVED, publishNow: 'scheduled', cancel: 'cancelled' },
  },
  publishing: { phase: 'going', steps: { cancel: 'cancelled' } },
  partially_published: { phase: 'unfinished', steps: { cancel: 'cancelled' } },
  failed: { phase: 'unfinished', steps: { edit: 'draft', cancel: 'cancelled' } },
  published: { phase: 'over', steps: {} },
  cancelled: { phase: 'over', steps: { edit: 'draft' }, deletable: true },
};

const inPhase = (...phases: Life['phase'][]): readonly PostState[] =>
  POST_STATES.filter((state) => phases.includes(LIFE[state].phase));

/** Nothing is frozen: the present text is what is shown. */
export const WRITING = inPhase('writing');
/** No decision has been made. */
export const UNDECIDED = inPhase('writing', 'review');
/** In review or approved: its channels and content must stay. */
export const UNDER_WAY = inPhase('review', 'standing', 'going');
/** Due in the future, or due now. */
export const GOING = inPhase('going');
/** The engine may send something of it. */
export const GOES_OUT = inPhase('going', 'unfinished');
/** Some of it may still change or be published. */
export const NOT_OVER = POST_STATES.filter((state) => LIFE[state].phase !== 'over');
/** Its state follows its publications; in all other states they do not matter. */
export const FOLLOWS_PUBLICATIONS = inPhase('standing', 'going', 'unfinished', 'over');
/** A date may be set, changed or removed. */
export const DATEABLE: readonly PostState[] = POST_STATES.filter((state) => LIFE[state].steps.schedule);
/** Without a date, it can still be scheduled. */
export const WANTS_DATE: readonly PostState[] = DATEABLE.filter((state) => LIFE[state].phase !== 'going');

/** Whether a state allows an action, whoever asks. */
export function stateAllows(state: PostState, action: PostAction): boolean {
  if (action === 'duplicate') return true;
  if (action === 'delete') return LIFE[state].deletable === true;
  return LIFE[state].steps[action] !== undefined;
}

/**
 * The state after a step.
 * @param dated whether the post has a date after the step
 * @throws Error for a step that the state does not allow: check {@link stateAllows} first
 */
export function stateAfter(state: PostState, step: Step, dated: boolean): PostState {
  const next = LIFE[state].steps[step];
  if (next === undefined) throw new Error(`${state} allows no ${step}`);
  if (typeof next === 'string') return next;
  return dated ? next.dated : next.undated;
}

/** Whether changing the content now withdraws the submission or approval. */
export const editSendsBack = (state: PostState): boolean =>
  stateAllows(state, 'edit') && stateAfter(state, 'edit', true) !== state;

/** Whether the frozen content is shown: from submission on, until the post is edited again. */
export const isFrozen = (state: PostState): boolean => !WRITING.includes(state);
