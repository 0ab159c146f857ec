import { decimalId } from '../core/ids.js';
import type { Admitted, Reply } from '../core/exchange.js';
import { mediaOf } from '../graph/containers.js';
import { graphError, invalid } from '../graph/errors.js';
import { pick } from '../graph/reads.js';
import type { Container, Instagram } from './store.js';

const DAY = 86_400_000;

const published = (instagram: Instagram, account: string) =>
  instagram.sandboxState.counters.of(`instagram:published:${account}`, DAY);

/** `POST /{ig}/media_publish` (Instagram Platform, Media Publish). The media's id is not the container's. */
export function publish(instagram: Instagram, call: Admitted): Reply {
  instagram.user(call);
  const id = call.params.get('creation_id');
  if (id === undefined) throw invalid('The parameter creation_id is required');
  const container = instagram.container(call, id);
  if (container.publishedAs !== null && instagram.settings.republish === 'same') {
    return { status: 200, body: { id: container.publishedAs } };
  }
  checkReady(instagram, call, container);
  const quota = instagram.settings.quotas.publishPerDay;
  if (quota > 0 && published(instagram, call.account.id).count(call.arrivedAt) >= quota) {
    throw graphError({
      code: 9,
      subcode: 2207042,
      message: 'Application request limit reached',
      userMessage:
        'You reached the maximum number of posts that can be published by the Content Publishing API.',
    });
  }
  published(instagram, call.account.id).add(call.arrivedAt);
  const post = instagram.sandboxState.posts.create({
    platform: 'instagram',
    account: call.account.id,
    id: decimalId('18'),
    // A story shows no words.
    text: container.kind === 'STORIES' ? '' : container.caption,
    link: null,
    media: mediaOf(instagram.sandboxState, instagram.containers, container),
    createdAt: call.arrivedAt,
    arrivedAt: call.arrivedAt,
    visibleAt: call.arrivedAt,
    deletedAt: null,
    followers: true,
    details: {
      kind: container.kind,
      ...container.named,
      shortcode: decimalId('D'),
      ...(container.kind === 'STORIES' ? { story: true } : {}),
    },
  });
  instagram.containers.put(Object.assign(container, { publishedAs: post.id }));
  instagram.sandboxState.effect(call.arrivedAt, 'published', post);
  return { status: 200, body: { id: post.id } };
}

function checkReady(instagram: Instagram, call: Admitted, container: Container): void {
  const status = instagram.statusOf(container, call.arrivedAt);
  if (status === 'IN_PROGRESS') {
    throw graphError({
      code: 9007,
      subcode: 2207027,
      transient: false,
      message: 'Media ID is not available',
      userTitle: 'Media not ready',
      userMessage: 'The media is not ready for publishing, please wait for a moment.',
    });
  }
  if (status === 'EXPIRED') {
    throw graphError({
      code: 24,
      subcode: 2207008,
      message: 'The media builder with the creation id has expired or does not exist.',
    });
  }
  if (status === 'ERROR') {
    throw graphError({
      code: -1,
      subcode: 2207032,
      message: 'Create media failed, please try to re-create media',
    });
  }
  if (status === 'PUBLISHED') throw invalid('The container has already been published');
  if (container.isChild) throw invalid('A carousel item cannot be published alone');
}

/** `GET /{ig}/content_publishing_limit`: only publications count against it. */
export function publishingLimit(instagram: Instagram, call: Admitted): Reply {
  instagram.user(call);
  const node = {
    id: call.account.id,
    quota_usage: published(instagram, call.account.id).count(call.arrivedAt),
    config: { quota_total: instagram.settings.quotas.publishPerDay, quota_duration: 86_400 },
  };
  const { id: _id, ...row } = pick(node, call, ['quota_usage']);
  return { status: 200, body: { data: [row] } };
}
