import { createHash } from 'node:crypto';
import { CHANNELS, type ChannelKey, type DemoChannel } from '../content/index.js';
import { keysOf } from './context.js';

/** The token of a demonstration account, valid in the sandbox only. */
export const tokenOf = (channel: ChannelKey): string => {
  const { platform } = CHANNELS[channel];
  const token = `demonstration-${platform}-${channel}`;
  if (platform === 'ghost') return adminKey(token);
  return platform === 'webhook' ? signingSecret(token) : token;
};

/** A key in the form of its network, always the same for a name. */
const adminKey = (name: string): string => {
  const hash = createHash('sha256').update(name).digest('hex');
  return `${hash.slice(0, 24)}:${hash}`;
};

/** A secret in the form of a webhook's. */
const signingSecret = (name: string): string => `whsec_${createHash('sha256').update(name).digest('base64')}`;

/** @throws Error with the sandbox's answer */
async function post<T>(origin: string, path: string, body: unknown): Promise<T> {
  const answer = await fetch(`${origin.replace(/\/$/, '')}/sandbox/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (answer.ok) return (await answer.json()) as T;
  throw new Error(`The sandbox refused ${path}: ${answer.status} ${(await answer.text()).slice(0, 500)}`);
}

/** Creates the channels' accounts; existing ones stay unchanged. @returns their ids, as adapters know them */
export async function createSandboxAccounts(origin: string): Promise<Record<ChannelKey, string>> {
  const made = await Promise.all(
    keysOf(CHANNELS).map(async (key) => {
      const { platform, remoteId: id, name, handle }: DemoChannel = CHANNELS[key];
      const token = tokenOf(key);
      const { remoteId } = await post<{ remoteId: string }>(origin, 'accounts', {
        platform,
        id,
        name,
        handle,
        token,
        refreshToken: `${token}-refresh`,
      });
      return [key, remoteId];
    }),
  );
  return Object.fromEntries(made) as Record<ChannelKey, string>;
}

export interface PastItem {
  platform: DemoChannel['platform'];
  account: string;
  /** Names the post: the same key is the same post. */
  key: string;
  text: string;
  link: string | null;
  media: { file: string; altText: string }[];
  comments: string[];
  createdAt: string;
}

/** Adds earlier posts to the feeds. @returns their ids and addresses on the network, in the same order */
export const sendHistory = async (
  origin: string,
  items: readonly PastItem[],
  files: Readonly<Record<string, string>>,
): Promise<{ id: string; url: string }[]> =>
  (await post<{ posts: { id: string; url: string }[] }>(origin, 'history', { items, files })).posts;
