import { editSendsBack, type PostState } from './post-state.js';

/**
 * The members of a post whose change is a change of what goes out, or of who decides it. All others (date, campaign,
 * audiences, tags) only plan it, and leave an approval as it is.
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

/** The members of the content that a change names. */
export const contentOf = (change: Changed): string[] =>
  CONTENT.filter((member) => change[member] !== undefined);

/** Whether a change, made now, withdraws what was submitted or approved: somebody must approve anew. */
export const needsNewApproval = (state: PostState, change: Changed): boolean =>
  contentOf(change).length > 0 && editSendsBack(state);
