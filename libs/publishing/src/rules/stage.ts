/**
 * Where in its life a publication is.
 * waiting → arming → armed → firing → confirming → done, and aside: reconciling (an answer was lost), retrying
 * (a proven refusal that time may heal), delayed (its network takes no more posts at its hour), held (its channel cannot
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
