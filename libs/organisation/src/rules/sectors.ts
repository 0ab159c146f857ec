/** The nine sectors of the reference group. */
export const SECTORS = [
  'jeunesse',
  'emploi',
  'solidarites',
  'sante',
  'seniors',
  'culture',
  'transition-ecologique',
  'international',
  'territoires',
] as const;
export type Sector = (typeof SECTORS)[number];
