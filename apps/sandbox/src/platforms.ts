import type { SandboxPlatforms } from './core/platform.js';
import { bluesky } from './bluesky/index.js';
import { facebook } from './facebook/index.js';
import { ghost } from './ghost/index.js';
import { instagram } from './instagram/index.js';
import { linkedin } from './linkedin/index.js';
import { mastodon } from './mastodon/index.js';
import { pinterest } from './pinterest/index.js';
import { threads } from './threads/index.js';
import { tiktok } from './tiktok/index.js';
import { webhook } from './webhook/index.js';
import { wordpress } from './wordpress/index.js';
import { x } from './x/index.js';
import { youtube } from './youtube/index.js';

/** The networks of the sandbox: a line each. */
export const SANDBOX_PLATFORMS: SandboxPlatforms = {
  facebook,
  ghost,
  instagram,
  linkedin,
  pinterest,
  threads,
  tiktok,
  wordpress,
  x,
  youtube,
  bluesky,
  mastodon,
  webhook,
};
