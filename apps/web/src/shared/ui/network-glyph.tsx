import type { Platform } from '#rules/platforms';
import {
  IconBrandBluesky,
  IconBrandFacebook,
  IconBrandInstagram,
  IconBrandLinkedin,
  IconBrandMastodon,
  IconBrandPinterest,
  IconBrandThreads,
  IconBrandTiktok,
  IconBrandWordpress,
  IconBrandX,
  IconBrandYoutube,
  IconGhost,
  IconWebhook,
  type Icon,
} from '@tabler/icons-react';

const GLYPHS: Record<Platform, Icon> = {
  facebook: IconBrandFacebook,
  ghost: IconGhost,
  instagram: IconBrandInstagram,
  linkedin: IconBrandLinkedin,
  pinterest: IconBrandPinterest,
  threads: IconBrandThreads,
  tiktok: IconBrandTiktok,
  wordpress: IconBrandWordpress,
  x: IconBrandX,
  youtube: IconBrandYoutube,
  bluesky: IconBrandBluesky,
  mastodon: IconBrandMastodon,
  webhook: IconWebhook,
};

/** A network's monochrome icon. Its name is always written beside it, or read by screen readers. */
export function NetworkGlyph({ platform, size = 16 }: { platform: Platform; size?: number }) {
  const Glyph = GLYPHS[platform];
  return <Glyph size={size} stroke={1.75} aria-hidden />;
}
