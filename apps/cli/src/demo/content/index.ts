import { CAFES } from './posts/cafes.js';
import { ESTABLISHMENTS_POSTS } from './posts/establishments.js';
import { UP_CAFE } from './posts/up-cafe.js';
import { UP_CONFERENCE } from './posts/up-conference.js';
import { UP_MAGAZINE } from './posts/up-magazine.js';
import { UP_PRO } from './posts/up-pro.js';
import type { DemoPost } from './types.js';

export * from './channels.js';
export * from './media.js';
export * from './organisation.js';
export * from './resolve.js';
export * from './types.js';
export * from './wording.js';

/** A month of the desk. */
export const POSTS: DemoPost[] = [
  ...UP_CAFE,
  ...UP_PRO,
  ...UP_CONFERENCE,
  ...UP_MAGAZINE,
  ...CAFES,
  ...ESTABLISHMENTS_POSTS,
];
