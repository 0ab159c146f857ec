/** Longest slug that is made, characters. */
const LONGEST = 80;

/** A title in an address: letters without their accents, digits and hyphens; empty for one in another script. */
export const slugOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/œ/gu, 'oe')
    .replace(/æ/gu, 'ae')
    .replace(/ß/gu, 'ss')
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z\d]+/gu, '-')
    .slice(0, LONGEST)
    .replace(/^-|-$/gu, '');
