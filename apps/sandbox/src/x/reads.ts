import { instantOf, isoOf } from '../core/clock.js';
import { Refusal, type Admitted, type Reply } from '../core/exchange.js';
import type { Comment, Post } from '../core/posts.js';
import { forbidden, invalid } from './errors.js';
import { mediaOf, shownText } from './shown-text.js';
import type { X } from './store.js';

const FIELDS = new Set([
  'id',
  'text',
  'edit_history_tweet_ids',
  'created_at',
  'entities',
  'attachments',
  'referenced_tweets',
  'author_id',
  'conversation_id',
  'reply_settings',
]);
const DEFAULTS = ['id', 'text', 'edit_history_tweet_ids'];
/** How long before now the end of a range must be. */
const END_AHEAD_MS = 10_000;

type Row = Record<string, unknown>;
type Entry = { post: Post; reply: null } | { post: null; reply: Comment };

const createdAt = ({ post, reply }: Entry): number => post?.createdAt ?? reply?.createdAt ?? 0;
const idOf = ({ post, reply }: Entry): string => post?.id ?? reply?.id ?? '';

/** `GET /2/users/{id}/tweets`: newest first, replies among them, each appearing after the lag. */
export function listTweets(x: X, call: Admitted): Reply {
  const { params, account } = call;
  if (call.path.id !== account.id) throw new Refusal(forbidden());
  const most = Number(params.get('max_results') ?? 10);
  if (!(most >= 5 && most <= 100)) throw invalid('max_results', String(most), 'must be between 5 and 100');
  const after = params.get('pagination_token');
  const excluded = (params.get('exclude') ?? '').split(',');
  const within = entries(x, call, !excluded.includes('replies')).filter(isWithin(x, call));
  const start = after === undefined ? 0 : within.findIndex((entry) => idOf(entry) === after) + 1;
  const page = within.slice(start, start + most);
  const [first, last] = [page[0], page.at(-1)];
  if (!first || !last) return { status: 200, body: { meta: { result_count: 0 } } };
  const more = start + most < within.length;
  const meta = {
    result_count: page.length,
    newest_id: idOf(first),
    oldest_id: idOf(last),
    ...(more ? { next_token: idOf(last) } : {}),
  };
  return { status: 200, body: { data: page.map((entry) => toRow(entry, call)), meta } };
}

function entries(x: X, call: Admitted, replies: boolean): Entry[] {
  const { posts } = x.sandboxState;
  const now = call.arrivedAt - x.settings.visibilityLagMs;
  const own = [...posts.visible({ platform: 'x', account: call.account.id }, now)];
  const answers = replies ? own.flatMap((post) => posts.commentsOf('x', post.id)) : [];
  return [
    ...own.map((post): Entry => ({ post, reply: null })),
    ...answers.filter((reply) => reply.createdAt <= now).map((reply): Entry => ({ post: null, reply })),
  ].sort((one, other) => createdAt(other) - createdAt(one));
}

/** `start_time`, `end_time` and `since_id`. */
function isWithin(x: X, { params, arrivedAt }: Admitted): (entry: Entry) => boolean {
  const instant = (name: string): number | null => {
    const told = params.get(name);
    if (told === undefined) return null;
    const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/.test(told) ? instantOf(told) : null;
    if (at === null) throw invalid(name, told, `Invalid '${name}'`);
    return at;
  };
  const [start, end] = [instant('start_time'), instant('end_time')];
  if (end !== null && end > arrivedAt - END_AHEAD_MS) {
    throw invalid('end_time', params.get('end_time') ?? '', 'must be ten seconds ago or more');
  }
  const sinceId = params.get('since_id');
  const since = sinceId === undefined ? undefined : x.sandboxState.posts.get('x', sinceId);
  return (entry) =>
    createdAt(entry) >= (start ?? 0) &&
    createdAt(entry) <= (end ?? Infinity) &&
    createdAt(entry) >= (since?.createdAt ?? 0) &&
    idOf(entry) !== sinceId;
}

function toRow({ post, reply }: Entry, call: Admitted): Row {
  const told = post ?? reply;
  const media = post ? mediaOf(post) : { keys: [], video: false };
  const { text, urls } = shownText(told, media, call.account);
  return picked(call, {
    id: told.id,
    text,
    edit_history_tweet_ids: [told.id],
    created_at: isoOf(told.createdAt),
    entities: urls.length > 0 ? { urls } : undefined,
    attachments: media.keys.length > 0 ? { media_keys: media.keys } : undefined,
    referenced_tweets: reply ? [{ type: 'replied_to', id: reply.post }] : undefined,
    author_id: call.account.id,
    conversation_id: reply?.post ?? told.id,
    reply_settings: post?.details.replySettings ?? 'everyone',
  });
}

/** What `tweet.fields` asks for beside the usual; a name that X does not have is refused. */
function picked({ params }: Admitted, row: Row): Row {
  const asked = (params.get('tweet.fields') ?? '').split(',').filter(Boolean);
  const strange = asked.find((name) => !FIELDS.has(name));
  if (strange !== undefined) throw invalid('tweet.fields', strange, `[${strange}] is not one of the fields`);
  const names = [...DEFAULTS, ...asked].filter((name) => row[name] !== undefined);
  return Object.fromEntries(names.map((name) => [name, row[name]]));
}

/** `GET /2/tweets/{id}`. */
export function readTweet(x: X, call: Admitted): Reply {
  const post = x.post(call, call.path.id ?? '');
  return { status: 200, body: { data: toRow({ post, reply: null }, call) } };
}

/** `GET /2/users/me`. */
export function readMe(_x: X, { account, origin, params }: Admitted): Reply {
  const asked = (params.get('user.fields') ?? '').split(',');
  const picture = `${origin}/sandbox/avatar/${account.id}`;
  return {
    status: 200,
    body: {
      data: {
        id: account.id,
        name: account.name,
        username: account.handle,
        ...(asked.includes('profile_image_url') ? { profile_image_url: picture } : {}),
      },
    },
  };
}
