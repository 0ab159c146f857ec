import { decimalId } from '../core/ids.js';
import { Refusal, type Admitted, type Reply } from '../core/exchange.js';
import type { Comment, Post } from '../core/posts.js';
import { denied, refuse } from './errors.js';
import { urnOf } from './network.js';
import { parseComment } from './schemas.js';
import type { LinkedIn } from './store.js';

function target(linkedin: LinkedIn, call: Admitted): Post {
  const urn = call.path.urn ?? '';
  const post = linkedin.sandboxState.posts.get('linkedin', urn);
  const early =
    post && call.arrivedAt < Math.max(post.visibleAt ?? 0, post.createdAt + linkedin.settings.commentLagMs);
  if (!post || early) {
    throw refuse(404, 'NOT_FOUND', `Received error for ${urn} from domain authorization endpoint: 404`);
  }
  return post;
}

/** `POST /rest/socialActions/{urn}/comments`; comments are plain text, not little text. */
export function createComment(linkedin: LinkedIn, call: Admitted): Reply {
  const post = target(linkedin, call);
  const body = parseComment(call.params.json);
  linkedin.organisation(call, body.actor, 'partnerApiSocialActions.CREATE');
  const comment = linkedin.sandboxState.posts.comment({
    platform: 'linkedin',
    account: call.account.id,
    post: post.id,
    id: decimalId('7'),
    text: body.message.text,
    createdAt: call.arrivedAt,
  });
  linkedin.sandboxState.effect(call.arrivedAt, 'comment', comment);
  return { status: 201, headers: { 'x-restli-id': comment.id }, body: toElement(comment) };
}

export function listComments(linkedin: LinkedIn, call: Admitted): Reply {
  const post = target(linkedin, call);
  const now = call.arrivedAt - linkedin.settings.visibilityLagMs;
  const start = Number(call.params.get('start') ?? 0) || 0;
  const count = Math.min(100, Number(call.params.get('count') ?? 10) || 10);
  const known = linkedin.sandboxState.posts.commentsOf('linkedin', post.id).filter((c) => c.createdAt <= now);
  const elements = [...known]
    .reverse()
    .slice(start, start + count)
    .map(toElement);
  return { status: 200, body: { paging: { start, count, links: [], total: known.length }, elements } };
}

const toElement = (comment: Comment): Record<string, unknown> => ({
  id: comment.id,
  actor: urnOf(comment.account),
  object: comment.post,
  commentUrn: `urn:li:comment:(${comment.post},${comment.id})`,
  message: { text: comment.text, attributes: [] },
  created: { actor: urnOf(comment.account), time: comment.createdAt },
});

/** `GET /rest/organizations/{id}`. */
export function readOrganisation(linkedin: LinkedIn, call: Admitted): Reply {
  const { account } = call;
  if (call.path.id !== account.id) throw new Refusal(denied('partnerApiOrganizations.GET'));
  const localized = { fr_FR: account.name };
  const name = { localized, preferredLocale: { country: 'FR', language: 'fr' } };
  return {
    status: 200,
    body: {
      id: Number(account.id),
      localizedName: account.name,
      vanityName: account.handle,
      name,
      $URN: urnOf(account.id),
    },
  };
}

/** `GET /rest/organizationAcls?q=roleAssignee`: the pages the member administers. */
export function listRoles(linkedin: LinkedIn, call: Admitted): Reply {
  const element = {
    role: 'ADMINISTRATOR',
    state: 'APPROVED',
    organization: urnOf(call.account.id),
    roleAssignee: 'urn:li:person:sandbox',
  };
  const wanted = call.params.get('role') ?? 'ADMINISTRATOR';
  const elements = wanted === 'ADMINISTRATOR' ? [element] : [];
  return {
    status: 200,
    body: { paging: { start: 0, count: 10, links: [], total: elements.length }, elements },
  };
}
