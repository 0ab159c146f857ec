import { isoOf } from '../core/clock.js';
import type { Admitted, Reply } from '../core/exchange.js';
import type { Post } from '../core/posts.js';
import { type Board, seenBoards } from './boards.js';
import { refuse } from './network.js';
import { paged } from './paged.js';
import type { Pinterest } from './store.js';

const boardNode = ({ id, name, privacy }: Board, { account }: Admitted) => ({
  id,
  name,
  description: '',
  privacy,
  owner: { username: account.handle },
  collaborator_count: 0,
  follower_count: 340,
  pin_count: 12,
});

/** `GET /v5/boards`. */
export function listBoards(_pinterest: Pinterest, call: Admitted): Reply {
  const rows = seenBoards(call.account);
  const body = paged(
    call,
    rows,
    (board) => board.id,
    (board) => boardNode(board, call),
  );
  return { status: 200, body };
}

/** `GET /v5/boards/{board}`. */
export function readBoard(pinterest: Pinterest, call: Admitted): Reply {
  return { status: 200, body: boardNode(pinterest.board(call, call.path.board ?? ''), call) };
}

/** `GET /v5/boards/{board}/sections`. */
export function listSections(pinterest: Pinterest, call: Admitted): Reply {
  const { sections } = pinterest.board(call, call.path.board ?? '');
  return {
    status: 200,
    body: paged(
      call,
      sections,
      ({ id }) => id,
      (section) => section,
    ),
  };
}

/** `GET /v5/boards/{board}/pins`, or of one of its sections: newest first, each appearing after the lag. */
export function listPins(pinterest: Pinterest, call: Admitted): Reply {
  const board = pinterest.board(call, call.path.board ?? '');
  const section = call.path.section === undefined ? null : pinterest.section(board, call.path.section);
  function* rows(): Generator<Post> {
    const now = call.arrivedAt - pinterest.settings.visibilityLagMs;
    const { posts } = pinterest.sandboxState;
    for (const post of posts.visible({ platform: 'pinterest', account: call.account.id }, now)) {
      const { board: on, section: within } = post.details;
      if (on === board.id && (section === null || within === section)) yield post;
    }
  }
  return {
    status: 200,
    body: paged(
      call,
      rows(),
      ({ id }) => id,
      (post) => pinNode(post, call),
    ),
  };
}

/** `GET /v5/pins/{id}`. */
export function readPin(pinterest: Pinterest, call: Admitted): Reply {
  const post = pinterest.pin(call);
  if (call.arrivedAt < post.createdAt + pinterest.settings.visibilityLagMs) {
    throw refuse(404, 50, 'Pin not found.');
  }
  return { status: 200, body: pinNode(post, call) };
}

/** A pin as answers have it; its instants have no zone. */
export function pinNode(post: Post, { account, origin }: Admitted): Record<string, unknown> {
  const { title, altText, board, section, kind } = post.details;
  const urls = post.media.map(({ mediaId }) => ({
    '600x': { width: 600, height: 900, url: `${origin}/sandbox/media/${mediaId}` },
  }));
  return {
    id: post.id,
    created_at: isoOf(post.visibleAt ?? post.createdAt).slice(0, 19),
    link: post.link,
    title: title ?? null,
    description: post.text === '' ? null : post.text,
    dominant_color: '#6E7874',
    alt_text: altText ?? null,
    board_id: board,
    board_section_id: section ?? null,
    board_owner: { username: account.handle },
    is_owner: true,
    is_standard: true,
    has_been_promoted: false,
    parent_pin_id: null,
    creative_type: kind === 'video' ? 'VIDEO' : 'REGULAR',
    media: {
      media_type: kind,
      ...(kind === 'multiple_images'
        ? { items: urls.map((images) => ({ item_type: 'image', images })) }
        : { images: urls[0] ?? {} }),
    },
  };
}

/** `GET /v5/user_account`. */
export function readAccount(_pinterest: Pinterest, { account, origin }: Admitted): Reply {
  const body = {
    id: account.id,
    account_type: 'BUSINESS',
    username: account.handle,
    business_name: account.name,
    profile_image: `${origin}/sandbox/avatar/${account.id}`,
    website_url: '',
    board_count: seenBoards(account).length,
    pin_count: 12,
    follower_count: 340,
    following_count: 5,
    monthly_views: 4_200,
  };
  return { status: 200, body };
}
