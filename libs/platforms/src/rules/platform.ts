/**
 * Types of posts, with one name for all networks. An article is a page of a site, with a title and a picture. A network's own word (Instagram says carousel for `images` and
 * reel for `video`) is a label, not another type.
 */
export const POST_TYPES = ['text', 'link', 'image', 'images', 'video', 'article'] as const;
export type PostType = (typeof POST_TYPES)[number];

/** Forms that a network gives posts of one type: a full screen for a day, an upright film, a film of any shape. */
export const POST_FORMS = ['story', 'reel', 'video'] as const;
export type PostForm = (typeof POST_FORMS)[number];

/** How a video is encoded, read from the file itself. */
export interface VideoFacts {
  /** Family of the pictures' encoding: avc (H.264), hevc (H.265), vp8, vp9 or av1; `other` for the rest. */
  codec: string;
  /** Family of the sound's encoding, such as aac; `other` for what is not known, null for a silent video. */
  audioCodec: string | null;
  /** Frames per second, on average. */
  frameRate: number;
  /** The index comes before the pictures, so that the file can be played while it arrives. */
  fastStart: boolean;
  /** The file says where it was taken; absent in facts read before this was checked. */
  located?: boolean;
}

/** A medium's facts, read from the file itself and never from what the uploader claimed. */
export interface MediaFacts {
  id: string;
  kind: 'image' | 'video';
  /** Sniffed from the content, such as image/heic or video/quicktime; derivatives are JPEG, PNG, GIF or MP4. */
  mime: string;
  bytes: number;
  /** Pixels, as displayed. */
  width: number;
  height: number;
  /** Milliseconds; null for images. */
  durationMs: number | null;
  /** Hex SHA-256 of the bytes: identifies the medium in a revision. */
  sha256: string;
  altText: string;
  /** Focal point that a crop must keep, as shares (0 to 1) of width and height; the middle when absent. */
  focus?: { x: number; y: number } | null;
  /** Frames of an animation; absent for still images and videos. */
  frames?: number | null;
  /** Absent for images, and for videos uploaded before these facts were read; unknown facts are not checked. */
  video?: VideoFacts | null;
}

/** Exactly what is sent to one channel: composed once, frozen in a revision, given to the adapter unchanged. */
export interface ChannelContent {
  type: PostType;
  /** Final text, baseline placed; empty where the post has none. A story keeps it without showing it. */
  text: string;
  firstComment: string | null;
  link: string | null;
  media: MediaFacts[];
  /** The network's own options, e.g. TikTok's privacy level. Keys are listed in its capabilities. */
  options: Record<string, unknown>;
}
