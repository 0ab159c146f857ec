import { decimalId } from '../core/ids.js';
import { Refusal, type Admitted, type Reply } from '../core/exchange.js';
import type { Post, PostMedia } from '../core/posts.js';
import { objectEntries } from '../core/params.js';
import { badField, duplicateOf, refuse } from './errors.js';
import { renderLittleText } from './little-text.js';
import { urnOf } from './network.js';
import { parsePost, type PostBody } from './schemas.js';
import type { Asset, LinkedIn } from './store.js';

/** `POST /rest/posts` (Posts API): 201 with an empty body; the id is only in the `x-restli-id` header. */
export function createPost(linkedin: LinkedIn, call: Admitted): Reply {
  const body = parsePost(call.params.json);
  const author = linkedin.organisation(call, body.author, 'partnerApiPostsExternal.CREATE');
  const used = assetsOf(linkedin, call, body);
  const article = body.content?.article;
  if (body.commentary === '' && !body.content) {
    throw badField('INVALID_VALUE_BLANK_FIELD', 'commentary', 'commentary is blank');
  }
  const said = [
    author.id,
    body.commentary,
    article?.source ?? '',
    ...used.map(({ asset }) => asset.urn),
  ].join('\n');
  const before = linkedin.said.get(said);
  if (before && call.arrivedAt - before.at < linkedin.settings.duplicateWindowS * 1000) {
    throw new Refusal(duplicateOf(before.urn));
  }
  const prefix = used.length > 1 || used[0]?.asset.kind === 'video' ? 'ugcPost' : 'share';
  const { text, truncated } = renderLittleText(body.commentary);
  const post = linkedin.sandboxState.posts.create({
    platform: 'linkedin',
    account: author.id,
    id: `urn:li:${prefix}:${decimalId('7')}`,
    text,
    link: article?.source ?? null,
    media: used.map(({ media }) => media),
    createdAt: call.arrivedAt,
    arrivedAt: call.arrivedAt,
    // Accepted while media are still processing: PUBLISH_REQUESTED until they are done.
    visibleAt: Math.max(call.arrivedAt, ...used.map(({ asset }) => asset.readyAt ?? 0)),
    deletedAt: null,
    followers: true,
    details: { said, truncated, visibility: body.visibility, content: body.content },
  });
  linkedin.said.set(said, { at: call.arrivedAt, urn: post.id });
  linkedin.sandboxState.effect(call.arrivedAt, 'published', post);
  return { status: 201, headers: { 'x-restli-id': post.id, 'x-linkedin-id': post.id } };
}

function assetsOf(
  linkedin: LinkedIn,
  call: Admitted,
  { content }: PostBody,
): { asset: Asset; media: PostMedia }[] {
  const wanted = content?.multiImage?.images ?? (content?.media ? [content.media] : []);
  const thumbnail = content?.article?.thumbnail;
  const all =
    thumbnail === undefined ? wanted : [{ id: thumbnail, altText: content?.article?.thumbnailAltText }];
  return all.map(({ id, altText }) => {
    const asset = linkedin.assets.get(id);
    if (!asset) throw badField('INVALID_IMAGE_ID', 'content/media/id', `Invalid asset ${id}`);
    if (asset.account !== call.account.id) {
      throw badField(
        'INVALID_VALUE_FOR_FIELD',
        'content/media/id',
        'One or more of the assets is not owned by the author',
      );
    }
    const status = linkedin.statusOf(asset, call.arrivedAt);
    if (status === 'WAITING_UPLOAD') {
      throw badField('MEDIA_ASSET_WAITING_UPLOAD', 'content/media/id', 'The asset is waiting for its upload');
    }
    if (status === 'PROCESSING_FAILED') {
      throw badField(
        'MEDIA_ASSET_PROCESSING_FAILED',
        'content/media/id',
        'The processing of the asset failed',
      );
    }
    return { asset, media: { mediaId: asset.mediaId ?? '', kind: asset.kind, altText: altText ?? '' } };
  });
}

const toElement = (post: Post, now: number): Record<string, unknown> => ({
  id: post.id,
  author: urnOf(post.account),
  commentary: post.text,
  visibility: post.details.visibility,
  distribution: { feedDistribution: 'MAIN_FEED', targetEntities: [], thirdPartyDistributionChannels: [] },
  ...(post.details.content === undefined ? {} : { content: post.details.content }),
  lifecycleState: (post.visibleAt ?? 0) <= now ? 'PUBLISHED' : 'PUBLISH_REQUESTED',
  isReshareDisabledByAuthor: false,
  createdAt: post.createdAt,
  publishedAt: post.visibleAt,
  lastModifiedAt: post.visibleAt,
});

/** `GET /rest/posts?q=author`: the page's posts, newest first, each appearing after the lag. */
export function findPosts(linkedin: LinkedIn, call: Admitted): Reply {
  const { params } = call;
  if (params.get('q') !== 'author') {
    throw refuse(400, 'QUERY_PARAM_NOT_ALLOWED', 'Query parameter q must be author');
  }
  const author = linkedin.organisation(
    call,
    params.get('author') ?? '',
    'partnerApiPostsExternal.FINDER-author',
  );
  const start = Number(params.get('start') ?? 0) || 0;
  const count = Math.min(100, Number(params.get('count') ?? 10) || 10);
  const now = call.arrivedAt - linkedin.settings.visibilityLagMs;
  const elements: Record<string, unknown>[] = [];
  let index = 0;
  for (const post of linkedin.sandboxState.posts.visible({ platform: 'linkedin', account: author.id }, now)) {
    if (index++ < start) continue;
    if (elements.push(toElement(post, call.arrivedAt)) === count) break;
  }
  return { status: 200, body: { paging: { start, count, links: [] }, elements } };
}

/** `GET /rest/posts/{urn}`. */
export function readPost(linkedin: LinkedIn, call: Admitted): Reply {
  const post = linkedin.post(call);
  linkedin.organisation(call, urnOf(post.account), 'partnerApiPostsExternal.GET');
  if (call.arrivedAt < post.createdAt + linkedin.settings.visibilityLagMs) {
    throw refuse(404, 'NOT_FOUND', `Could not find entity ${post.id}`);
  }
  return { status: 200, body: toElement(post, call.arrivedAt) };
}

/** `POST /rest/posts/{urn}` with `X-RestLi-Method: PARTIAL_UPDATE`: only the commentary can change. */
export function updatePost(linkedin: LinkedIn, call: Admitted): Reply {
  const post = linkedin.post(call);
  linkedin.organisation(call, urnOf(post.account), 'partnerApiPostsExternal.PARTIAL_UPDATE');
  const patch = objectEntries(call.params.json).find(([key]) => key === 'patch')?.[1];
  const set = objectEntries(objectEntries(patch).find(([key]) => key === '$set')?.[1]);
  const commentary = set.find(([key]) => key === 'commentary')?.[1];
  if (typeof commentary !== 'string') {
    throw badField('MISSING_FIELD', 'patch/$set/commentary', 'commentary is required');
  }
  post.text = renderLittleText(commentary).text;
  linkedin.sandboxState.posts.changed(post);
  linkedin.sandboxState.effect(call.arrivedAt, 'edited', post);
  return { status: 204 };
}

/** `DELETE /rest/posts/{urn}`: idempotent, 204. The duplicate detector still remembers the post. */
export function deletePost(linkedin: LinkedIn, call: Admitted): Reply {
  const post = linkedin.sandboxState.posts.get('linkedin', call.path.urn ?? '');
  if (post?.account === call.account.id) {
    linkedin.sandboxState.posts.remove(post, call.arrivedAt);
    linkedin.sandboxState.effect(call.arrivedAt, 'deleted', post);
  }
  return { status: 204 };
}
