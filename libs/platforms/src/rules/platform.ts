/** The networks Lineup publishes on. The order is the order of tabs and filters. */
export const PLATFORMS = ['facebook', 'instagram', 'linkedin', 'tiktok'] as const;
export type Platform = (typeof PLATFORMS)[number];

/**
 * What a post is on a network, named once for all of them. A network's own word (Instagram says carousel for
 * `images` and reel for `video`) is a label, not another type.
 */
export const POST_TYPES = ['text', 'link', 'image', 'images', 'video'] as const;
export type PostType = (typeof POST_TYPES)[number];

/** A medium as publishing sees it: facts read from the file itself, never what an uploader claimed. */
export interface MediaFacts {
  id: string;
  kind: 'image' | 'video';
  /** Sniffed from the content: image/jpeg, image/png or video/mp4. */
  mime: string;
  bytes: number;
  /** Pixels, as displayed. */
  width: number;
  height: number;
  /** Milliseconds; null for images. */
  durationMs: number | null;
  /** Hex SHA-256 of the bytes: what freezes the medium in a revision. */
  sha256: string;
  altText: string;
  /** What must stay in an image that is cropped: shares (0 to 1) of width and height; else the middle. */
  focus?: { x: number; y: number } | null;
}

/** Exactly what goes out on one channel: composed once, frozen in a revision, handed to the adapter as it is. */
export interface ChannelContent {
  type: PostType;
  /** Final text, baseline placed; empty where the post has none. */
  text: string;
  firstComment: string | null;
  link: string | null;
  media: MediaFacts[];
  /** Choices that only this network knows, e.g. TikTok's privacy level. Keys are listed in its capabilities. */
  options: Record<string, unknown>;
}
