/**
 * What a post is on a network, named once for all of them. A network's own word (Instagram says carousel for
 * `images` and reel for `video`) is a label, not another type.
 */
export const POST_TYPES = ['text', 'link', 'image', 'images', 'video'] as const;
export type PostType = (typeof POST_TYPES)[number];

/** How a video is encoded, read from the file itself. */
export interface VideoFacts {
  /** Family of the pictures' encoding: avc (H.264), hevc (H.265), vp8, vp9 or av1; `other` for the rest. */
  codec: string;
  /** Family of the sound's encoding, such as aac; `other` for what is not known, null for a silent video. */
  audioCodec: string | null;
  /** Frames per second, on average. */
  frameRate: number;
  /** The index stands before the pictures, so that the file can be read while it arrives. */
  fastStart: boolean;
  /** It says where it was taken; absent in facts that were read before this was looked for. */
  located?: boolean;
}

/** A medium as publishing sees it: facts read from the file itself, never what an uploader claimed. */
export interface MediaFacts {
  id: string;
  kind: 'image' | 'video';
  /** Sniffed from the content, such as image/heic or video/quicktime; a derivative is a JPEG, a PNG, a GIF or an MP4. */
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
  /** Pictures of an animation; absent for what stands still, and for videos. */
  frames?: number | null;
  /** Absent for images, and for videos that were uploaded before these facts were read: what is unknown is not judged. */
  video?: VideoFacts | null;
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
