import { CHANNELS, type ChannelKey, type DemoChannel } from '../content/index.js';
import { keysOf } from './context.js';

/** The token of a demonstration account, valid in the sandbox only. */
export const tokenOf = (channel: ChannelKey): string =>
  `demonstration-${CHANNELS[channel].platform}-${channel}`;

/** @throws Error with the sandbox's answer */
async function post(origin: string, path: string, body: unknown): Promise<void> {
  const answer = await fetch(`${origin.replace(/\/$/, '')}/sandbox/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (answer.ok) return void (await answer.arrayBuffer());
  throw new Error(`The sandbox refused ${path}: ${answer.status} ${(await answer.text()).slice(0, 500)}`);
}

/** Creates the channels' accounts; existing ones stay unchanged. */
export async function createSandboxAccounts(origin: string): Promise<void> {
  await Promise.all(
    keysOf(CHANNELS).map((key) => {
      const { platform, remoteId: id, name, handle }: DemoChannel = CHANNELS[key];
      const token = tokenOf(key);
      return post(origin, 'accounts', {
        platform,
        id,
        name,
        handle,
        token,
        refreshToken: `${token}-refresh`,
      });
    }),
  );
}

export interface PastItem {
  platform: DemoChannel['platform'];
  account: string;
  id: string;
  text: string;
  link: string | null;
  media: { file: string; altText: string }[];
  comments: string[];
  createdAt: string;
}

/** Adds earlier posts to the feeds. */
export const sendHistory = (
  origin: string,
  items: readonly PastItem[],
  files: Readonly<Record<string, string>>,
): Promise<void> => post(origin, 'history', { items, files });
