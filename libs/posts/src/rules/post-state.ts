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

/** Acts that change the state; a copy is another post, and what is deleted has no state. */
type Step = Exclude<PostAction, 'duplicate' | 'delete'>;
/** Where a step leads: a state, or one for a post with a date and one without. */
type Next = PostState | { dated: PostState; undated: PostState };

interface Life {
  /**
   * `writing`: an editor's; `review`: a manager's; `standing`: approved, without a date; `going`: approved, and its due instant is set
   * or has come; `unfinished`: some of it may still go out; `over`.
   */
  phase: 'writing' | 'review' | 'standing' | 'going' | 'unfinished' | 'over';
  /** The steps that make sense, and the state that each leads to. The server refuses the rest with `state_forbids`. */
  steps: Partial<Record<Step, Next>>;
  deletable?: true;
}

const WHEN_APPROVED: Next = { dated: 'scheduled', undated: 'approved' };

/**
 * Which state follows which, by which act. Beyond approval the publications move a post as well: {@link stateFromPublications}.
 * Every list of states, here and in SQL, is derived from this table.
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

/** What is shown is what is written: nothing is frozen. */
export const WRITING = inPhase('writing');
/** Nobody has decided yet. */
export const UNDECIDED = inPhase('writing', 'review');
/** Somebody counts on it: what it shows, and where, must stay. */
export const UNDER_WAY = inPhase('review', 'standing', 'going');
/** It is due later, or has just come due. */
export const GOING = inPhase('going');
/** The engine may send something of it. */
export const GOES_OUT = inPhase('going', 'unfinished');
/** Something of it may still change or go out. */
export const NOT_OVER = POST_STATES.filter((state) => LIFE[state].phase !== 'over');
/** Its publications decide its state; before that they have no say. */
export const FOLLOWS_PUBLICATIONS = inPhase('standing', 'going', 'unfinished', 'over');
/** Where a date may be given, changed or taken away. */
export const DATEABLE: readonly PostState[] = POST_STATES.filter((state) => LIFE[state].steps.schedule);
/** Without a date, it still wants one. */
export const WANTS_DATE: readonly PostState[] = DATEABLE.filter((state) => LIFE[state].phase !== 'going');

/** In which states an action makes sense, whoever asks. */
export function stateAllows(state: PostState, action: PostAction): boolean {
  if (action === 'duplicate') return true;
  if (action === 'delete') return LIFE[state].deletable === true;
  return LIFE[state].steps[action] !== undefined;
}

/**
 * The state that a step leads to.
 * @param dated whether the post has a date once the step is done
 * @throws Error for a step that the state does not allow: ask {@link stateAllows} first
 */
export function stateAfter(state: PostState, step: Step, dated: boolean): PostState {
  const next = LIFE[state].steps[step];
  if (next === undefined) throw new Error(`${state} allows no ${step}`);
  if (typeof next === 'string') return next;
  return dated ? next.dated : next.undated;
}

/** Whether changing the content now withdraws what was submitted or approved. */
export const editSendsBack = (state: PostState): boolean =>
  stateAllows(state, 'edit') && stateAfter(state, 'edit', true) !== state;

/** Whether what is shown is what was frozen: from submission on, until it is an editor's again. */
export const isFrozen = (state: PostState): boolean => !WRITING.includes(state);
