/**
 * Stage of a publication.
 * waiting → arming → armed → firing → confirming → done, and aside: reconciling (an answer was lost), retrying (a
 * proven transient refusal), delayed (its network's quota is full when it is due), held (its channel cannot publish
 * now), commenting (out, first comment due).
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

/** What was prepared with its channel's credential. */
export const PREPARED: readonly Stage[] = ['arming', 'armed'];

/** What waits for its network to show it, or could not be read for want of a credential. */
export const READ_BACK: readonly Stage[] = ['reconciling', 'confirming', 'commenting'];

/** What will be tried again later. */
export const PAUSED: readonly Stage[] = ['retrying', 'delayed'];
