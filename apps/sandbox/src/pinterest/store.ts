import { Refusal, type Admitted } from '../core/exchange.js';
import type { Post, PostMedia } from '../core/posts.js';
import type { Table } from '../core/table.js';
import type { SandboxState } from '../core/sandbox-state.js';
import { type Board, boardsOf } from './boards.js';
import { pinterestNetwork, pinterestReply, refuse } from './network.js';
import { PINTEREST_SETTINGS } from './settings.js';

/** A video being uploaded (Pinterest API v5, media). */
export interface Upload {
  id: string;
  account: string;
  /** Form fields that the upload must repeat. */
  parameters: Record<string, string>;
  createdAt: number;
  /** The file; null until it arrived. */
  mediaId: string | null;
  readyAt: number;
  failed: boolean;
}

export type UploadStatus = 'registered' | 'processing' | 'succeeded' | 'failed';

/** Where a pin is, and what it says beside its description. */
export interface PinDetails {
  title: string | null;
  altText: string | null;
  board: string;
  section: string | null;
  kind: 'image' | 'multiple_images' | 'video';
}

/** Pinterest's state. */
export class Pinterest {
  readonly network;
  readonly uploads: Table<Upload>;

  constructor(readonly sandboxState: SandboxState) {
    this.network = pinterestNetwork(sandboxState);
    this.uploads = sandboxState.table<Upload>('pinterest.uploads', (upload) => upload.id);
  }

  get settings() {
    return this.sandboxState.settings.of('pinterest', PINTEREST_SETTINGS);
  }

  /** @throws Refusal for a board that is not the account's */
  board({ account }: Admitted, id: string): Board {
    const board = boardsOf(account).find((candidate) => candidate.id === id);
    if (!board) throw refuse(404, 40, 'Board not found.');
    if (board.privacy === 'SECRET' && account.options.secretScopes !== true) {
      throw new Refusal(pinterestReply(403, 29, 'You are not permitted to access that resource.'));
    }
    return board;
  }

  /** @throws Refusal for a section that is not of the board */
  section(board: Board, id: string): string {
    if (board.sections.some((section) => section.id === id)) return id;
    throw refuse(404, 2031, 'Board section not found.');
  }

  upload(call: Admitted, id: string): Upload {
    const upload = this.uploads.get(id);
    if (upload?.account === call.account.id) return upload;
    throw refuse(404, 100, 'Media not found.');
  }

  statusOf({ mediaId, failed, readyAt }: Upload, now: number): UploadStatus {
    if (mediaId === null) return 'registered';
    if (now < readyAt) return 'processing';
    return failed ? 'failed' : 'succeeded';
  }

  pin(call: Admitted): Post {
    const post = this.sandboxState.posts.get('pinterest', call.path.pin ?? '');
    if (post?.account !== call.account.id) throw refuse(404, 50, 'Pin not found.');
    return post;
  }

  /** Makes a pin, which is there at once; its author alone sees it while the application has Trial access. */
  publish(
    call: Admitted,
    pin: { id: string; description: string; link: string | null; media: PostMedia[]; details: PinDetails },
  ): Post {
    const { description, details, ...rest } = pin;
    const post = this.sandboxState.posts.create({
      ...rest,
      platform: 'pinterest',
      account: call.account.id,
      text: description,
      createdAt: call.arrivedAt,
      arrivedAt: call.arrivedAt,
      visibleAt: call.arrivedAt,
      deletedAt: null,
      followers: this.settings.access === 'standard',
      details: { ...details },
    });
    this.sandboxState.effect(call.arrivedAt, 'published', post);
    return post;
  }
}
