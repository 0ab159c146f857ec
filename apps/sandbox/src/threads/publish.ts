import { decimalId } from '../core/ids.js';
import type { Admitted, Reply } from '../core/exchange.js';
import { keepComment } from '../graph/comments.js';
import { mediaOf } from '../graph/containers.js';
import { graphError, invalid } from '../graph/errors.js';
import { pick } from '../graph/reads.js';
import { type Container, missing, type Threads } from './store.js';

const DAY = 86_400_000;

const counter = (threads: Threads, what: 'posts' | 'replies', account: string) =>
  threads.sandboxState.counters.of(`threads:${what}:${account}`, DAY);

/** Counts one more, or refuses it. The code of a full quota is not documented; this is Instagram's. */
function count(threads: Threads, call: Admitted, what: 'posts' | 'replies'): void {
  const { publishPerDay, repliesPerDay } = threads.settings.quotas;
  const most = what === 'posts' ? publishPerDay : repliesPerDay;
  const counted = counter(threads, what, call.account.id);
  if (most > 0 && counted.count(call.arrivedAt) >= most) {
    throw graphError({ code: 9, subcode: 2207042, message: 'Application request limit reached' });
  }
  counted.add(call.arrivedAt);
}

/** `POST /{user}/threads_publish`. The post's id is not the container's. */
export function publish(threads: Threads, call: Admitted): Reply {
  threads.user(call);
  const id = call.params.get('creation_id');
  if (id === undefined) throw invalid('The parameter creation_id is required');
  const container = threads.container(call, id);
  if (container.publishedAs !== null && threads.settings.republish === 'same') {
    return { status: 200, body: { id: container.publishedAs } };
  }
  checkReady(threads, call, container);
  if (container.replyTo !== null) return publishReply(threads, call, container);
  count(threads, call, 'posts');
  const post = threads.sandboxState.posts.create({
    platform: 'threads',
    account: call.account.id,
    id: decimalId('18'),
    text: container.text,
    link: container.link,
    media: mediaOf(threads.sandboxState, threads.containers, container),
    createdAt: call.arrivedAt,
    arrivedAt: call.arrivedAt,
    visibleAt: call.arrivedAt,
    deletedAt: null,
    followers: true,
    details: { kind: container.kind, shortcode: decimalId('D'), replyControl: container.replyControl },
  });
  threads.containers.put(Object.assign(container, { publishedAs: post.id }));
  threads.sandboxState.effect(call.arrivedAt, 'published', post);
  return { status: 200, body: { id: post.id } };
}

/** A reply of the account under one of its posts. */
export function publishReply(threads: Threads, call: Admitted, container: Container): Reply {
  if (container.replyTo === null) throw invalid('auto_publish_text is only tried for replies here');
  const post = threads.post(call, container.replyTo);
  count(threads, call, 'replies');
  const id = decimalId('18');
  threads.containers.put(Object.assign(container, { publishedAs: id }));
  return keepComment(threads, call, post, { id, text: container.text });
}

function checkReady(threads: Threads, call: Admitted, container: Container): void {
  const status = threads.statusOf(container, call.arrivedAt);
  const age = call.arrivedAt - container.createdAt;
  if (status === 'IN_PROGRESS' || status === 'EXPIRED' || age < threads.settings.replicationMs) {
    throw missing();
  }
  if (status === 'ERROR') throw invalid('The container has failed and cannot be published');
  if (status === 'PUBLISHED') throw invalid('The container has already been published');
  if (container.isChild) throw invalid('A carousel item cannot be published alone');
}

/** `GET /{user}/threads_publishing_limit`. */
export function publishingLimit(threads: Threads, call: Admitted): Reply {
  threads.user(call);
  const { publishPerDay, repliesPerDay } = threads.settings.quotas;
  const of = (what: 'posts' | 'replies', total: number) => ({
    usage: counter(threads, what, call.account.id).count(call.arrivedAt),
    config: { quota_total: total, quota_duration: 86_400 },
  });
  const [posts, replies] = [of('posts', publishPerDay), of('replies', repliesPerDay)];
  const node = {
    id: call.account.id,
    quota_usage: posts.usage,
    config: posts.config,
    reply_quota_usage: replies.usage,
    reply_config: replies.config,
  };
  const { id: _id, ...row } = pick(node, call, ['quota_usage']);
  return { status: 200, body: { data: [row] } };
}
