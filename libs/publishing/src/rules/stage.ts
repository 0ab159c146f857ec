/**
 * Where in its life a publication is.
 * waiting → arming → armed → firing → confirming → done, and aside: reconciling (an answer was lost), retrying
 * (a proven refusal that time may heal), delayed (its network takes no more posts when it is due), held (its channel cannot
 * publish now), commenting (out, first comment due).
 */
export const STAGES = [
  'waiting',
  'arming',
  'armed',
  'firing',
  'confirming',
  'reconciling',
  'retrying',
  'delayed',
  'held',
  'commenting',
  'done',
] as const;
export type Stage = (typeof STAGES)[number];

/** On its way to its due instant, and nothing has kept it from being sent so far. */
export const ON_ITS_WAY: readonly Stage[] = ['waiting', 'arming', 'armed'];

/** What was prepared with its channel's present credential. */
export const PREPARED: readonly Stage[] = ['arming', 'armed'];

/** It waits for what its network shows, or did not get there for want of a credential. */
export const READ_BACK: readonly Stage[] = ['reconciling', 'confirming', 'commenting'];

/** What comes next is another try. */
export const PAUSED: readonly Stage[] = ['retrying', 'delayed'];
