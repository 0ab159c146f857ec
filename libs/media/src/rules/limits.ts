/** The longest description of a medium. */
export const LONGEST_ALT_TEXT = 1000;
