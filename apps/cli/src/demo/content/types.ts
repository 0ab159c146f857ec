import type { Placement } from '#rules/brand';
import type { FailureCause, FailureClass, Platform, PostType } from '#rules/platforms';
import type { PostState } from '#rules/posts';
import type { CampaignKey, AudienceKey, FormatKey, EstablishmentKey, PersonKey } from './organisation.js';
import type { ChannelKey } from './channels.js';
import type { MediaKey } from './media.js';

/** State of a publication that was not simply published. */
export interface Trouble {
  state: 'failed' | 'needs_attention';
  error: { class: FailureClass; cause: FailureCause; code: string; message: string; hint: string };
}

/** When a post is due: days from the start of the demonstration, or minutes from that instant. */
export type Slot = { day: number; time: string } | { inMinutes: number };

export interface DemoVariant {
  /** Paragraphs. */
  text?: string[];
  firstComment?: string;
  type?: PostType;
  media?: MediaKey[];
  options?: Record<string, string | boolean>;
}

/** One post of the desk. Texts may hold `{j+9}`, a working day from the start, and `{sam+1}`, a Saturday. */
export interface DemoPost {
  /** Stable name: remote ids of the history are derived from it. */
  key: string;
  title: string;
  /** Paragraphs. */
  text: string[];
  state: PostState;
  at?: Slot;
  /** Defaults to the headquarters. */
  establishment?: EstablishmentKey;
  /** Defaults to the editor. */
  author?: PersonKey;
  format?: FormatKey;
  campaign?: CampaignKey;
  link?: string;
  media?: MediaKey[];
  channels: ChannelKey[];
  variants?: Partial<Record<ChannelKey, DemoVariant>>;
  audiences?: AudienceKey[];
  tags?: string[];
  /** The author's note for the reviewer. */
  note?: string;
  /** The reviewer's answer. */
  answer?: string;
  /** Channels on which it was not simply published. */
  troubles?: Partial<Record<ChannelKey, Trouble>>;
}

export interface DemoChannel {
  platform: Platform;
  establishment: EstablishmentKey;
  /** The network's own id of the account. */
  remoteId: string;
  name: string;
  handle: string;
  placement: Placement;
  state?: 'connected' | 'paused' | 'reconnect_needed';
  stateReason?: string;
}
