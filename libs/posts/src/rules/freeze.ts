import type { ChannelContent, Platform } from '#rules/platforms';

export interface FrozenChannel {
  channelId: string;
  platform: Platform;
  content: ChannelContent;
  /** The version of the baseline that was placed or tagged. */
  baseline: { id: string; text: string } | null;
}

/** The content of a revision: everything that will be seen, nothing that only plans it (date, campaign). */
export interface FrozenContent {
  schema: 1;
  title: string;
  formatId: string | null;
  channels: FrozenChannel[];
}

/**
 * JSON with sorted keys and without undefined members: equal contents give equal text, so the hash over it names
 * the content and nothing else.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
