import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import type { ChannelContent, Platform } from '#rules/platforms';

export interface FrozenChannel {
  channelId: string;
  platform: Platform;
  content: ChannelContent;
  /** The version of the baseline that was placed or tagged. */
  baseline: { id: string; text: string } | null;
}

/** The content of a revision: everything that followers see, nothing that only plans it (date, campaign). */
export interface FrozenContent {
  schema: 1;
  title: string;
  formatId: string | null;
  channels: FrozenChannel[];
}

/**
 * Freezes what each channel of a post will show.
 * @returns the content and its SHA-256 (hex) over canonical JSON (RFC 8785), in which equal contents are equal
 * texts: the hash depends on the content alone
 */
export function freeze(
  post: Pick<FrozenContent, 'title' | 'formatId'>,
  channels: readonly FrozenChannel[],
): { content: FrozenContent; hash: string } {
  const content: FrozenContent = {
    schema: 1,
    title: post.title,
    formatId: post.formatId,
    channels: channels.map(({ channelId, platform, content: shown, baseline }) => ({
      channelId,
      platform,
      content: shown,
      baseline,
    })),
  };
  return { content, hash: bytesToHex(sha256(utf8ToBytes(canonicalize(content) ?? ''))) };
}
