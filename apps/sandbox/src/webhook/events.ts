import { z } from 'zod';
import type { Admitted, Reply } from '../core/exchange.js';
import type { Post } from '../core/posts.js';
import type { SandboxState } from '../core/sandbox-state.js';
import { medium, take } from './media.js';
import { refuse } from './network.js';
import { WEBHOOK_SETTINGS } from './settings.js';
import { signedIn } from './signed.js';

const published = z.strictObject({
  type: z.literal('post.published'),
  timestamp: z.iso.datetime(),
  data: z.strictObject({
    publicationId: z.string().min(1),
    type: z.string(),
    title: z.string().nullable(),
    text: z.string(),
    hashtags: z.array(z.string()),
    link: z.url().nullable(),
    media: z.array(medium),
  }),
});
const lookup = z.object({ data: z.object({ publicationId: z.string() }) });

const settingsOf = ({ settings }: SandboxState) => settings.of('webhook', WEBHOOK_SETTINGS);

export const addressOf = (account: string, id: string): string =>
  `https://intranet-${account}.example/posts/${id}`;

/** `channel.verify`: who receives here. */
export const verify = (sandboxState: SandboxState, { account }: Admitted): Reply => {
  const { answersLookups } = settingsOf(sandboxState);
  return { status: 200, body: { receiver: { id: account.id, name: account.name, lookup: answersLookups } } };
};

/** `post.published`: fetches the media, then shows the post; a repetition is a second post unless it is known for one. */
export async function publish(sandboxState: SandboxState, call: Admitted): Promise<Reply> {
  const { account, arrivedAt } = call;
  const event = published.safeParse(call.params.json);
  if (!event.success) throw refuse(422, 'content_refused', event.error.issues[0]?.message ?? '');
  const { publicationId, text, link, title } = event.data.data;
  if (signedIn(call.req)?.id !== publicationId) {
    throw refuse(422, 'content_refused', 'webhook-id is not the publication.');
  }
  const media = await Promise.all(event.data.data.media.map((one) => take(sandboxState, one)));
  const times = [...postsOf(sandboxState, account.id, publicationId)].length;
  if (times > 0 && settingsOf(sandboxState).knowsRepetitions) {
    return { status: 200, body: { url: addressOf(account.id, publicationId) } };
  }
  const post = sandboxState.posts.create({
    platform: 'webhook',
    account: account.id,
    id: times === 0 ? publicationId : `${publicationId}-${times + 1}`,
    text,
    link,
    media,
    createdAt: arrivedAt,
    arrivedAt,
    visibleAt: arrivedAt,
    deletedAt: null,
    followers: true,
    details: { publicationId, ...(title !== null && { title }) },
  });
  sandboxState.effect(arrivedAt, 'published', post);
  return { status: 200, body: { url: addressOf(account.id, publicationId) } };
}

/** `post.lookup`: whether a publication was received, once readings show it. */
export function lookUp(sandboxState: SandboxState, { account, arrivedAt, params }: Admitted): Reply {
  const asked = lookup.safeParse(params.json);
  if (!asked.success) throw refuse(422, 'content_refused', 'There is no publicationId.');
  const { publicationId } = asked.data.data;
  const shown = arrivedAt - settingsOf(sandboxState).visibilityLagMs;
  const received = [...postsOf(sandboxState, account.id, publicationId)].some(
    ({ visibleAt }) => visibleAt !== null && visibleAt <= shown,
  );
  return { status: 200, body: { received, ...(received && { url: addressOf(account.id, publicationId) }) } };
}

function* postsOf({ posts }: SandboxState, account: string, publicationId: string): Generator<Post> {
  for (const post of posts.all()) {
    if (post.platform !== 'webhook' || post.account !== account) continue;
    if (post.details.publicationId === publicationId) yield post;
  }
}
