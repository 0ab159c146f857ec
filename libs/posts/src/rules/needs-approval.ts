import { editSendsBack, type PostState } from './post-state.js';

/**
 * Members that change what is published, or who decides it. All others (date, campaign, audiences, tags) only plan
 * the post, and leave an approval in force.
 */
export const CONTENT = [
  'title',
  'text',
  'link',
  'channelIds',
  'variants',
  'mediaIds',
  'formatId',
  'establishmentId',
] as const;

type Changed = Readonly<Record<string, unknown>>;

/** The content members in a change. */
export const contentOf = (change: Changed): string[] =>
  CONTENT.filter((member) => change[member] !== undefined);

/** Whether a change, made now, withdraws the submission or approval, so that the post must be approved again. */
export const needsNewApproval = (state: PostState, change: Changed): boolean =>
  contentOf(change).length > 0 && editSendsBack(state);
