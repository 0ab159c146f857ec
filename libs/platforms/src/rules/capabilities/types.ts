import type { Platform, PostType } from '../platform.js';

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

/** Everything a network accepts, as data: validation, counters, previews and documentation all read this. */
export interface Capabilities {
  platform: Platform;
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
  };
  options: readonly OptionRule[];
  /** How many posts the network takes in a day by API; empty where nothing is published about it. */
  quotas: readonly PostQuota[];
}
