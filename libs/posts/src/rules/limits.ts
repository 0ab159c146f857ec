/** The longest title of a post. */
export const LONGEST_TITLE = 200;
/** The longest tag. */
export const LONGEST_TAG = 60;
export const MOST_TAGS = 50;
/** The longest note to or from whoever approves. */
export const LONGEST_NOTE = 2000;
/** The longest words that posts are searched by. */
export const LONGEST_SEARCH = 200;
