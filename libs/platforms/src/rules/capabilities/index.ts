import type { Platform } from '../platform.js';
import { FACEBOOK } from './facebook.js';
import { INSTAGRAM } from './instagram.js';
import { LINKEDIN } from './linkedin.js';
import { TIKTOK } from './tiktok.js';
import type { Capabilities } from './types.js';

export * from './types.js';

const CAPABILITIES: Record<Platform, Capabilities> = {
  facebook: FACEBOOK,
  instagram: INSTAGRAM,
  linkedin: LINKEDIN,
  tiktok: TIKTOK,
};

/** What a network accepts. */
export function capabilitiesOf(platform: Platform): Capabilities {
  return CAPABILITIES[platform];
}
