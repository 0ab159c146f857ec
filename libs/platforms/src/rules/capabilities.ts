import type { PostType } from './platform.js';
import type { Platform } from './registry.js';

/** How a network counts a text: UTF-16 units (JavaScript's `length`) or Unicode code points. */
export type TextUnit = 'utf16' | 'code_point';

export interface TextRule {
  max: number;
  unit: TextUnit;
}

/** Inclusive bounds; an absent side is free. */
export interface Range {
  min?: number;
  max?: number;
}

/** What one medium of a kind may be. Sizes in bytes, sides in pixels as displayed, durations in milliseconds. */
export interface MediaRule {
  mimes: readonly string[];
  maxBytes: number;
  minBytes?: number;
  /** Width divided by height. */
  ratio?: Range;
  width?: Range;
  height?: Range;
  /** Animated GIFs are taken as they are, with so many pictures at most; absent where none are taken. */
  animations?: { maxFrames: number };
  /** True where the network enlarges or reduces what is outside `width`: a warning, not a refusal. */
  scales?: boolean;
  /** Width times height. */
  maxPixels?: number;
  durationMs?: Range;
  /** Encodings of a video's pictures and of its sound (see `VideoFacts`); absent where nothing is published about it. */
  codecs?: readonly string[];
  audioCodecs?: readonly string[];
  /** Frames per second. */
  frameRate?: Range;
  /** The index must stand first: a video where it does not is rewritten before it goes out. */
  fastStart?: boolean;
}

/** Above `max` the network refuses; above `warnAbove` it shows the post to fewer people. */
export interface TagRule {
  max: number | null;
  warnAbove: number | null;
}

/** A choice that only this network knows; its key is its key in `ChannelContent.options`. */
export type OptionRule =
  | { key: string; kind: 'boolean'; default: boolean }
  /** `default: null` with `required`: a person must choose, nothing may be selected for them. */
  | { key: string; kind: 'enum'; values: readonly string[]; required: boolean; default: string | null }
  | { key: string; kind: 'text'; max: number };

/** Any 24 hours, or the calendar day in UTC. */
export type QuotaWindow = 'rolling_day' | 'utc_day';

/** How many posts go out in a day at most. */
export interface PostQuota {
  /** Stable within the network: settings name it `<network>.<name>`. */
  name: string;
  /** Who has it: each account, or the operator's application with all its accounts together. */
  of: 'account' | 'app';
  limit: number;
  window: QuotaWindow;
  /** Only posts of these types draw on it; all of them when absent. */
  types?: readonly PostType[];
}

/** Two choices that the network refuses together; the problem is told of the first. */
export interface OptionConflict {
  refused: { key: string; value: string | boolean };
  beside: { key: string; value: string | boolean };
}

/** How long a credential that somebody gives keeps working, and how it is renewed. */
export interface CredentialRule {
  /** Days that it is documented to last; null where it does not end, or the network's own pages disagree. */
  days: number | null;
  /** How long before its end it is renewed, ms: early enough for days of trouble where the network allows it. */
  renewAheadMs: number;
  /**
   * Days that a refresh token works from the consent on: renewing with it does not prolong its own life. Null where it
   * rotates, or there is none.
   */
  consentDays: number | null;
  /** The credential renews itself from this age on, ms, and needs neither a refresh token nor our application. */
  renewsItselfAfterMs?: number;
  /** By way of this origin it is spoken for with another credential, which does not end. */
  endlessAt?: string;
  /** How its tokens are spelt, wherever they stand in a text: they are taken out of all that is kept. */
  tokens: RegExp;
}

/** What readers can do with a post. */
export type FeedAct = 'like' | 'love' | 'comment' | 'share' | 'repost' | 'send' | 'save';

/** How the network's feed lays a post out, for previews: recognisable by structure. */
export interface FeedRule {
  /** What comes first; `full_screen` shows the video behind everything else. */
  layout: 'text_first' | 'picture_first' | 'full_screen';
  /** Whom a post is signed by. */
  author: 'name' | 'handle';
  avatar: 'round' | 'square';
  /** As they stand in a row. */
  acts: readonly FeedAct[];
}

/** All that is known of a network as data: validation, counters, previews, keeping of credentials and tests read this. */
export interface Capabilities {
  platform: Platform;
  /** As people write it, the same in every language. */
  name: string;
  types: readonly PostType[];
  text: TextRule;
  /** Null where the network has no first comment by API. */
  firstComment: TextRule | null;
  /** Rules per medium kind; null where the network takes none. */
  image: MediaRule | null;
  video: MediaRule | null;
  /** How many media an `images` post holds; null where there is no such post. */
  gallery: { min: number; max: number; mixed: boolean } | null;
  hashtags: TagRule;
  mentions: TagRule;
  /** Longest description of an image; null where the network has none. */
  altTextMax: number | null;
  link: {
    /** A link can be the post's card. */
    card: boolean;
    /** A card may carry one image of ours. */
    thumbnail: boolean;
    /** An address inside the text can be clicked. */
    clickableInText: boolean;
  };
  /** How what is live there is named: whatever comes as an id or an address and is not so, is neither kept nor followed. */
  remote: {
    /** Hosts of its permalinks; their subdomains count. */
    hosts: readonly string[];
    /** Ids of posts. */
    post: RegExp;
    /** Ids of the accounts that channels speak for. */
    account: RegExp;
    /** Address of an account's page; null where its id does not tell. @param handle without a leading `@` */
    profile(account: { remoteId: string; handle: string }): string | null;
  };
  credential: CredentialRule;
  feed: FeedRule;
  options: readonly OptionRule[];
  conflicts?: readonly OptionConflict[];
  /** How many posts the network takes in a day by API; empty where nothing is published about it. */
  quotas: readonly PostQuota[];
}
