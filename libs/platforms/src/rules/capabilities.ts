import type { Held } from './held-option.js';
import type { PostForm, PostType } from './platform.js';
import type { Platform } from './registry.js';

/**
 * How a network counts a text: UTF-16 units (JavaScript's `length`), Unicode code points, code points of which those
 * of emoji count as their UTF-8 bytes, graphemes (what readers see as one character), UTF-8 bytes, X's weights
 * (twitter-text: 2 for most scripts but Latin, 23 for an address), or YouTube's keywords (UTF-16 units of a list without the
 * blanks around its commas, where one with a blank inside counts two more for the quotes around it).
 */
export type TextUnit = 'utf16' | 'code_point' | 'emoji_bytes' | 'grapheme' | 'byte' | 'weighted' | 'keywords';

export interface TextRule {
  max: number;
  unit: TextUnit;
  /** Most bytes in UTF-8, where the network limits them beside its unit. */
  maxBytes?: number;
  /** Each `http(s)` address counts so many, however long it is. */
  linkLength?: number;
  /** `@person@server` counts as `@person`. */
  shortMentions?: boolean;
  /** Characters that the network refuses. */
  refuses?: RegExp;
}

/** Inclusive bounds; an absent bound is unlimited. */
export interface Range {
  min?: number;
  max?: number;
}

/** Limits of one medium of a kind. Sizes in bytes, sides in pixels as displayed, durations in milliseconds. */
export interface MediaRule {
  mimes: readonly string[];
  maxBytes: number;
  minBytes?: number;
  /** Width divided by height. */
  ratio?: Range;
  /** Outside of it margins fill the rest of a screen: a warning. */
  fills?: Range;
  width?: Range;
  height?: Range;
  /** Animated GIFs are accepted, with at most this many frames; absent where none are accepted. */
  animations?: { maxFrames: number };
  /** True where the network itself scales an image outside `width`: a warning, not an error. */
  scales?: boolean;
  /** Width times height. */
  maxPixels?: number;
  durationMs?: Range;
  /** Accepted codecs of pictures and sound (see `VideoFacts`); absent where the network publishes none. */
  codecs?: readonly string[];
  audioCodecs?: readonly string[];
  /** Frames per second. */
  frameRate?: Range;
  /** The index must come first in the file: other videos are rewritten before they are sent. */
  fastStart?: boolean;
}

/** How many media an `images` post or an article has, and whether videos may be among them. */
export interface GalleryRule {
  min: number;
  max: number;
  mixed: boolean;
  /** Its pictures must have one size: the others are cropped to the proportions of the first. */
  oneSize?: boolean;
}

/** Above `max` the network refuses the post; above `warnAbove` it shows it to fewer people. */
export interface TagRule {
  max: number | null;
  warnAbove: number | null;
}

/** A network's own option; its key is also its key in `ChannelContent.options`. */
export type OptionRule = OptionReach &
  (
    | { key: string; kind: 'boolean'; default: boolean }
    | EnumOption
    | TextOption
    /** One of the account's own lists on the network, such as a board: its id. The adapter's `listed` reads them. */
    | { key: string; kind: 'listed'; required: boolean }
  );

/** The posts that an option is for; on others it is ignored. All when absent. */
export interface OptionReach {
  types?: readonly PostType[];
  /** Forms that do without it. */
  notAs?: readonly PostForm[];
}

/** `default: null` with `required`: a person must choose, nothing may be preselected. */
export interface EnumOption {
  key: string;
  kind: 'enum';
  values: readonly string[];
  required: boolean;
  default: string | null;
  /** What it is when nobody chose: the first value whose form takes the post's media, else the last. */
  from?: 'media';
}

/** An option that is written. */
export interface TextOption extends TextRule {
  key: string;
  kind: 'text';
  /** The network refuses a post without it. */
  required?: boolean;
  /** What it is when nobody wrote it: the post's title. */
  from?: 'title';
  /** It is not plain words, but what `held-option.ts` reads. */
  holds?: Held;
  /** Most people it may name. */
  most?: number;
  /** Written in several lines. */
  lines?: boolean;
  /** The network counts it with the post's text, which both share the length of. */
  countsWithText?: boolean;
}

/** Any 24 hours, or the calendar day in UTC. */
export type QuotaWindow = 'rolling_day' | 'utc_day';

/** Most posts in a day. */
export interface PostQuota {
  /** Stable within the network: settings name it `<network>.<name>`. */
  name: string;
  /** Counted per account, or for the operator's application with all its accounts together. */
  of: 'account' | 'app';
  limit: number;
  window: QuotaWindow;
  /** Only posts of these types count; all when absent. */
  types?: readonly PostType[];
}

/** What the network does otherwise with posts of a form, chosen by the value of an option. */
export interface FormRule {
  form: PostForm;
  when: { key: string; value: string };
  /** Posts of these types only; of all when absent. */
  types?: readonly PostType[];
  /** Nobody sees the text: it is kept, and the check says so. */
  textless?: true;
  /** These take the place of the network's own. */
  rules: Partial<
    Pick<Capabilities, 'types' | 'firstComment' | 'image' | 'video' | 'altTextMax' | 'link' | 'feed'>
  >;
}

/** Two options that the network refuses together; the problem is reported at the first. */
export interface OptionConflict {
  refused: { key: string; value: string | boolean };
  beside: { key: string; value: string | boolean };
}

/** How long a pasted credential stays valid, and how it is renewed. */
export interface CredentialRule {
  /** What a person pastes: a token, or a user's name with a password made for applications. */
  form?: 'token' | 'login';
  /** Documented lifetime in days; null when it does not expire, or the network's own pages disagree. */
  days: number | null;
  /** How long before its end it is renewed, ms: leaves days for retries where the network allows it. */
  renewAheadMs: number;
  /**
   * Days that a refresh token works from the consent on, because renewing does not extend it. Null where it rotates,
   * or there is none.
   */
  consentDays: number | null;
  /** From this age on, ms, the credential can be renewed by what it holds itself, without an application of ours. */
  renewsItselfAfterMs?: number;
  /** Through this origin the account is used with another credential, which does not expire. */
  endlessAt?: string;
  /** Pattern of its tokens anywhere in a text: they are removed from everything that is stored. */
  tokens: RegExp;
}

/** The servers of a network that has many. */
export interface ServerRule {
  /** Address that most accounts have; null where there is none. */
  suggested: string | null;
  /** The address is used to the letter: with its query, and a slash at its end. */
  exact?: boolean;
}

/**
 * What the server of an account allows where servers differ: read when the account is connected, and again each day.
 * An absent member is the network's own.
 */
export interface AccountLimits {
  textMax?: number | undefined;
  linkLength?: number | undefined;
  altTextMax?: number | undefined;
  galleryMax?: number | undefined;
  videoBytes?: number | undefined;
  /** Posts of words alone are refused. */
  mediaRequired?: boolean | undefined;
}

/** What readers can do with a post. */
export type FeedAct = 'like' | 'love' | 'comment' | 'share' | 'repost' | 'send' | 'save';

/** Layout of a post in the network's feed, for previews: recognisable by structure. */
export interface FeedRule {
  /**
   * First part of a post; `full_screen` shows the video behind everything else, an `article` has its title above one
   * picture and the text.
   */
  layout: 'text_first' | 'picture_first' | 'full_screen' | 'article';
  /** The name that a post is signed with. */
  author: 'name' | 'handle';
  avatar: 'round' | 'square';
  /** In their order in the row. */
  acts: readonly FeedAct[];
}

/** All facts of a network as data: read by validation, counters, previews, renewal of credentials and tests. */
export interface Capabilities {
  platform: Platform;
  /** The same in every language. */
  name: string;
  types: readonly PostType[];
  text: TextRule;
  /** Null where the API has no first comment. */
  firstComment: TextRule | null;
  /** Options beside which the network takes no comment: the post goes out without it. */
  firstCommentUnless?: readonly { key: string; value: string }[];
  /** Rules per medium kind; null where the network does not accept the kind. */
  image: MediaRule | null;
  video: MediaRule | null;
  /** Null where there is no `images` post. */
  gallery: GalleryRule | null;
  hashtags: TagRule;
  mentions: TagRule;
  /** Different addresses in a post, its card's among them; absent where the network sets no limit. */
  links?: TagRule;
  /** Longest description of an image; null where the network has none. */
  altTextMax: number | null;
  /** A post has one description, however many pictures it has: theirs are joined. */
  altTextJoined?: boolean;
  link: {
    /** A link can be shown as the post's card. */
    card: boolean;
    /** A card may carry one image of ours. */
    thumbnail: boolean;
    /** An address inside the text is clickable. */
    clickableInText: boolean;
    /** Whoever clicks on the media of a post comes to its link, which the text need not have. */
    behindMedia?: boolean;
    /** Longest link, UTF-16 units; absent where the network sets no limit. */
    max?: number;
  };
  /** Patterns of the network's ids and addresses: any other is neither stored nor followed. */
  remote: {
    /**
     * Hosts of its permalinks, with their subdomains; `account` where it is the server in the account's id, `any` where
     * what is behind the channel may show a post wherever it likes.
     */
    hosts: readonly string[] | 'account' | 'any';
    /** Ids of posts. */
    post: RegExp;
    /** Ids of accounts, unique on the whole network: `id@server` where each server counts for itself. */
    account: RegExp;
    /** Address of an account's page; null when it cannot be made from the id. @param handle without a leading `@` */
    profile(account: { remoteId: string; handle: string }): string | null;
  };
  credential: CredentialRule;
  /** Accounts live on servers whose address a person gives; absent where the network is one place. */
  server?: ServerRule;
  feed: FeedRule;
  options: readonly OptionRule[];
  conflicts?: readonly OptionConflict[];
  /** Forms of posts beside the network's usual one; the first that fits is a post's. */
  forms?: readonly FormRule[];
  /** Daily limits of posts by API; empty where the network publishes none. */
  quotas: readonly PostQuota[];
}
