import { decimalId } from '../core/ids.js';
import type { Admitted, Reply } from '../core/exchange.js';
import { indexedValues } from '../core/params.js';
import { graphError, invalid } from '../graph/errors.js';
import { pick } from '../graph/reads.js';
import { takeImage, takeVideo } from './intake.js';
import { namedIn } from './named.js';
import type { Container, ContainerKind, Instagram } from './store.js';

const DAY = 86_400_000;
const KINDS = new Set(['REELS', 'STORIES', 'CAROUSEL', 'VIDEO', 'IMAGE']);

/** `POST /{ig}/media` (Instagram Platform, IG User Media): creates a container, which nobody sees. */
export async function createContainer(instagram: Instagram, call: Admitted): Promise<Reply> {
  instagram.user(call);
  const { params } = call;
  const kind = kindOf(call);
  checkTexts(call, kind);
  const named = namedIn(call, kind);
  countContainer(instagram, call);
  const container: Container = {
    id: decimalId('17'),
    account: call.account.id,
    kind,
    caption: params.get('caption') ?? '',
    altText: params.get('alt_text') ?? '',
    mediaId: null,
    children: kind === 'CAROUSEL' ? childrenOf(instagram, call) : [],
    isChild: params.get('is_carousel_item') === 'true',
    createdAt: call.arrivedAt,
    readyAt: kind === 'CAROUSEL' ? call.arrivedAt : null,
    failure: null,
    publishedAs: null,
    parts: [],
    received: 0,
    named,
  };
  const image = params.get('image_url');
  const video = params.get('video_url');
  if (image !== undefined && video === undefined) {
    container.mediaId = await takeImage(instagram, image, kind === 'STORIES');
    container.readyAt = instagram.sandboxState.clock.now() + instagram.settings.containerDelayMs;
  }
  instagram.containers.put(container);
  if (video !== undefined) void takeVideo(instagram, container, video);
  if (params.get('upload_type') !== 'resumable') return { status: 200, body: { id: container.id } };
  const uri = `${call.origin}/instagram/rupload/ig-api-upload/${call.path.version ?? ''}/${container.id}`;
  return { status: 200, body: { id: container.id, uri } };
}

function kindOf({ params }: Admitted): ContainerKind {
  const type = params.get('media_type');
  const hasVideo = params.get('video_url') !== undefined || params.get('upload_type') === 'resumable';
  if (type !== undefined && !KINDS.has(type)) throw invalid('Param media_type is not valid', 2207023);
  if (type === 'CAROUSEL') return 'CAROUSEL';
  if (type === 'VIDEO' && params.get('is_carousel_item') !== 'true') {
    throw invalid(
      'The VIDEO value for media_type is no longer supported. Use the REELS media type.',
      2207023,
    );
  }
  if (type === 'REELS' || type === 'VIDEO') {
    if (!hasVideo) throw invalid('The parameter video_url is required');
    return type;
  }
  if (type === 'STORIES' && hasVideo) return 'STORIES';
  if (params.get('image_url') === undefined) throw invalid('The parameter image_url is required');
  return type === 'STORIES' ? 'STORIES' : 'IMAGE';
}

function checkTexts({ params }: Admitted, kind: ContainerKind): void {
  const caption = params.get('caption') ?? '';
  if (caption.length > 2200) {
    throw graphError({
      code: 36004,
      subcode: 2207010,
      message: 'The caption is too long. The maximum is 2200 characters.',
    });
  }
  if ((caption.match(/#[\p{L}\p{N}_]+/gu) ?? []).length > 30) {
    throw invalid('A caption can have at most 30 hashtags');
  }
  if ((caption.match(/@[\w.]+/g) ?? []).length > 20) throw invalid('A caption can have at most 20 mentions');
  const altText = params.get('alt_text');
  if (altText === undefined) return;
  if (kind === 'REELS' || kind === 'STORIES') throw invalid('param alt_text is not allowed');
  if (altText.length > 1000) throw invalid('Param alt_text must be at most 1000 characters long');
}

function childrenOf(instagram: Instagram, call: Admitted): string[] {
  const given = indexedValues(call.params, 'children');
  const ids = given.flatMap((value) => value.split(',')).map((id) => id.trim());
  if (ids.length < 2 || ids.length > 10) throw invalid('A carousel must have 2 to 10 items', 2207028);
  for (const id of ids) {
    if (!instagram.container(call, id).isChild) throw invalid(`Container ${id} is not a carousel item`);
  }
  return ids;
}

/** 400 containers per account in a rolling day. */
function countContainer(instagram: Instagram, call: Admitted): void {
  const quota = instagram.settings.quotas.containersPerDay;
  const counter = instagram.sandboxState.counters.of(`instagram:containers:${call.account.id}`, DAY);
  if (quota > 0 && counter.count(call.arrivedAt) >= quota) {
    throw graphError({
      code: 9,
      subcode: 2207042,
      message: 'The maximum number of media containers was reached.',
    });
  }
  counter.add(call.arrivedAt);
}

/** `GET /{container}?fields=status_code,status`; a failed one answers HTTP 200 with `ERROR`. */
export function readContainer(instagram: Instagram, call: Admitted, container: Container): Reply {
  const code = instagram.statusOf(container, call.arrivedAt);
  const failed = [container, ...container.children.map((id) => instagram.containers.get(id))].find(
    (c) => c?.failure,
  );
  const early = call.arrivedAt - container.createdAt < instagram.settings.statusMissingMs;
  const node = {
    id: container.id,
    status_code: early ? undefined : code,
    status: early ? undefined : statusText(code, failed?.failure ?? null),
    copyright_check_status: undefined,
    video_status: undefined,
  };
  return { status: 200, body: pick(node, call, ['id']) };
}

function statusText(code: string, failure: number | null): string {
  if (code === 'ERROR') return `Error: Media upload has failed with error code ${failure ?? 2207082}`;
  if (code === 'FINISHED') return 'Finished: Media has been uploaded and it is ready to be published.';
  if (code === 'IN_PROGRESS') return 'In Progress: Media is still being processed.';
  return code === 'PUBLISHED'
    ? 'Published: Media has been published.'
    : 'Expired: Media was not published in time.';
}
