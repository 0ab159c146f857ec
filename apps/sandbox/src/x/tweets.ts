import { z } from 'zod';
import { decimalId } from '../core/ids.js';
import { Refusal, type Admitted, type Reply } from '../core/exchange.js';
import type { Post } from '../core/posts.js';
import { duplicate, forbidden, invalid, notPermitted, numbered, unpaid } from './errors.js';
import { addressesIn, shownText, weightOf } from './shown-text.js';
import type { Medium, X } from './store.js';

/** Members that X knows; any other is refused. */
const body = z.strictObject({
  text: z.string().optional(),
  media: z.strictObject({ media_ids: z.array(z.string()).min(1).max(4) }).optional(),
  reply: z.strictObject({ in_reply_to_tweet_id: z.string() }).optional(),
  reply_settings: z.enum(['following', 'mentionedUsers', 'subscribers', 'verified']).optional(),
});
type Body = z.infer<typeof body>;

const REPLY_REFUSED =
  'Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.';
/** Thousandths of a dollar (X API, pricing). */
const PRICE = { plain: 15, withAddress: 200 };

/** `POST /2/tweets` (X API v2, create post): seen at once, and without a key that would make a second call harmless. */
export function createTweet(x: X, call: Admitted): Reply {
  const asked = parsed(call);
  const text = asked.text ?? '';
  if (text.trim() === '' && !asked.media) throw invalid('text', text, 'text is required without media');
  const media = mediaFor(x, call, asked);
  const target = asked.reply ? repliedTo(x, call, asked.reply.in_reply_to_tweet_id) : null;
  if (weightOf(text) > (call.account.options.premium === true ? 25_000 : 280)) {
    throw new Refusal(notPermitted());
  }
  const said = [call.account.id, text.trim(), target?.id ?? '', ...media.map(({ id }) => id)].join('\n');
  const before = x.said.get(said);
  if (before !== undefined && call.arrivedAt - before < x.settings.duplicateWindowS * 1_000) {
    throw new Refusal(duplicate());
  }
  charge(x, text);
  x.said.set(said, call.arrivedAt);
  const id = decimalId('1990');
  const keys = media.map(({ key }) => key);
  if (target) {
    const reply = x.sandboxState.posts.comment({
      platform: 'x',
      account: call.account.id,
      post: target.id,
      id,
      text,
      createdAt: call.arrivedAt,
    });
    x.sandboxState.effect(call.arrivedAt, 'comment', reply);
  } else {
    const post = x.sandboxState.posts.create({
      platform: 'x',
      account: call.account.id,
      id,
      text,
      link: null,
      media: media.map(({ mediaId, kind, altText }) => ({ mediaId: mediaId ?? '', kind, altText })),
      createdAt: call.arrivedAt,
      arrivedAt: call.arrivedAt,
      visibleAt: call.arrivedAt,
      deletedAt: null,
      followers: true,
      details: { said, keys, replySettings: asked.reply_settings ?? 'everyone' },
    });
    x.sandboxState.effect(call.arrivedAt, 'published', post);
  }
  const shown = shownText({ id, text }, { keys, video: media[0]?.kind === 'video' }, call.account);
  return { status: 201, body: { data: { id, text: shown.text, edit_history_tweet_ids: [id] } } };
}

function parsed({ params }: Admitted): Body {
  const result = body.safeParse(params.json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = ['$', ...(issue?.path ?? [])].join('.');
  throw invalid(path, '', `${path}: ${issue?.message ?? 'invalid'}`);
}

function mediaFor(x: X, call: Admitted, { media }: Body): Medium[] {
  const found = (media?.media_ids ?? []).map((id) => x.medium(call, id));
  const usable = found.flatMap((one) => (one && x.isUsable(one, call.arrivedAt) ? [one] : []));
  const videos = usable.filter(({ kind }) => kind === 'video').length;
  if (usable.length < found.length || (videos > 0 && usable.length > 1)) {
    throw invalid('media.media_ids', (media?.media_ids ?? []).join(), 'Your media IDs are invalid.');
  }
  return usable;
}

/** An application without a contract may reply where its account was mentioned, or began the conversation. */
function repliedTo(x: X, call: Admitted, id: string): Post {
  const post = x.sandboxState.posts.get('x', id);
  if (!post || call.arrivedAt < post.createdAt + x.settings.replyRaceMs) {
    const message = 'You attempted to reply to a Tweet that is deleted or not visible to you.';
    throw new Refusal(numbered(403, 385, message));
  }
  if (post.account !== call.account.id) throw new Refusal(forbidden(REPLY_REFUSED));
  return post;
}

/** An address in the text makes a post thirteen times dearer. */
function charge(x: X, text: string): void {
  const { credits } = x.settings.quotas;
  const price = addressesIn(text).length > 0 ? PRICE.withAddress : PRICE.plain;
  if (credits > 0 && x.spent + price > credits) throw new Refusal(unpaid());
  x.spent += price;
}

/** `DELETE /2/tweets/{id}`. The detector of duplicates still remembers the post. */
export function deleteTweet(x: X, call: Admitted): Reply {
  const post = x.post(call, call.path.id ?? '');
  x.sandboxState.posts.remove(post, call.arrivedAt);
  x.sandboxState.effect(call.arrivedAt, 'deleted', post);
  return { status: 200, body: { data: { deleted: true } } };
}
