import { decimalId } from '../core/ids.js';
import type { Admitted, Reply } from '../core/exchange.js';
import { indexedValues } from '../core/params.js';
import { graphError, invalid } from '../graph/errors.js';
import { pick } from '../graph/reads.js';
import { checkAltText, takeMedium } from './intake.js';
import { publishReply } from './publish.js';
import type { Container, ContainerKind, Threads } from './store.js';

const KINDS = ['TEXT', 'IMAGE', 'VIDEO', 'CAROUSEL'] as const;
const REPLY_CONTROL = [
  'everyone',
  'accounts_you_follow',
  'mentioned_only',
  'parent_post_author_only',
  'followers_only',
];
const MOST_LINKS = 5;

/** `POST /{user}/threads` (Threads API, publishing reference): creates a container, which nobody sees. */
export function createContainer(threads: Threads, call: Admitted): Reply {
  threads.user(call);
  const { params } = call;
  const kind = kindOf(call);
  const text = params.get('text') ?? '';
  const link = params.get('link_attachment') ?? null;
  const altText = params.get('alt_text') ?? '';
  const replyTo = params.get('reply_to_id') ?? null;
  const replyControl = params.get('reply_control') ?? 'everyone';
  checkText(kind, text, link);
  checkAltText(altText);
  if (!REPLY_CONTROL.includes(replyControl)) throw invalid('Param reply_control is not valid');
  if (link !== null && kind !== 'TEXT') throw invalid('link_attachment is only supported for TEXT posts');
  if (replyTo !== null) threads.post(call, replyTo);
  const { containerDelayMs } = threads.settings;
  const container: Container = {
    id: decimalId('17'),
    account: call.account.id,
    kind,
    text,
    link,
    altText,
    mediaId: null,
    children: kind === 'CAROUSEL' ? childrenOf(threads, call) : [],
    isChild: params.get('is_carousel_item') === 'true',
    replyTo,
    replyControl,
    createdAt: call.arrivedAt,
    readyAt: kind === 'TEXT' || kind === 'CAROUSEL' ? call.arrivedAt + containerDelayMs : null,
    failure: null,
    publishedAs: null,
  };
  threads.containers.put(container);
  if (kind === 'TEXT' && params.get('auto_publish_text') === 'true') {
    return publishReply(threads, call, container);
  }
  const image = params.get('image_url');
  const video = params.get('video_url');
  if (kind === 'IMAGE' && image !== undefined) {
    void takeMedium(threads, container, { address: image, kind: 'image' });
  }
  if (kind === 'VIDEO' && video !== undefined) {
    void takeMedium(threads, container, { address: video, kind: 'video' });
  }
  return { status: 200, body: { id: container.id } };
}

function kindOf({ params }: Admitted): ContainerKind {
  const kind = KINDS.find((known) => known === params.get('media_type'));
  if (!kind) throw invalid('Param media_type must be one of {TEXT, IMAGE, VIDEO, CAROUSEL}');
  if (kind === 'IMAGE' && params.get('image_url') === undefined) {
    throw invalid('The parameter image_url is required');
  }
  if (kind === 'VIDEO' && params.get('video_url') === undefined) {
    throw invalid('The parameter video_url is required');
  }
  return kind;
}

function checkText(kind: ContainerKind, text: string, link: string | null): void {
  if (kind === 'TEXT' && text.trim() === '') throw invalid("The parameter text can't be blank");
  if ([...text].length > 500) throw invalid('Param text must be at most 500 characters long.');
  const links = new Set([...(text.match(/https?:\/\/\S+/g) ?? []), ...(link === null ? [] : [link])]);
  if (links.size > MOST_LINKS) {
    throw graphError({ code: 100, message: 'THREADS_API__LINK_LIMIT_EXCEEDED', type: 'THApiException' });
  }
}

function childrenOf(threads: Threads, call: Admitted): string[] {
  const given = indexedValues(call.params, 'children');
  const ids = given.flatMap((value) => value.split(',')).map((id) => id.trim());
  if (ids.length < 2 || ids.length > 20) throw invalid('A carousel must have 2 to 20 items');
  for (const id of ids) {
    if (!threads.container(call, id).isChild) throw invalid(`Container ${id} is not a carousel item`);
  }
  return ids;
}

/** `GET /{container}?fields=status,error_message`; a failed one answers HTTP 200 with `ERROR`. */
export function readContainer(threads: Threads, call: Admitted, container: Container): Reply {
  const status = threads.statusOf(container, call.arrivedAt);
  const failed = [container, ...container.children.map((id) => threads.containers.get(id))].find(
    (c) => c?.failure,
  );
  const node = {
    id: container.id,
    status,
    error_message: status === 'ERROR' ? (failed?.failure ?? 'UNKNOWN') : undefined,
  };
  return { status: 200, body: pick(node, call, ['id']) };
}
