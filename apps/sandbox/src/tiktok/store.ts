import type { Account } from '../core/accounts.js';
import type { Admitted } from '../core/exchange.js';
import type { Table } from '../core/table.js';
import type { SandboxState } from '../core/sandbox-state.js';
import { tiktokError, tiktokNetwork } from './network.js';
import { TIKTOK_SETTINGS } from './settings.js';

/** A direct post being uploaded (Content Posting API, Direct Post). */
export interface Task {
  publishId: string;
  uploadId: string;
  account: string;
  title: string;
  privacy: string;
  size: number;
  chunkSize: number;
  chunks: number;
  received: number;
  parts: string[];
  createdAt: number;
  /** Null until the last chunk arrived; may be in the future. */
  completeAt: number | null;
  failure: string | null;
  /** The post, once the last chunk was received. */
  postId: string | null;
}

export type TaskStatus = 'PROCESSING_UPLOAD' | 'PUBLISH_COMPLETE' | 'FAILED';

const PUBLIC_OPTIONS = ['PUBLIC_TO_EVERYONE', 'MUTUAL_FOLLOW_FRIENDS', 'SELF_ONLY'];
const PRIVATE_OPTIONS = ['FOLLOWER_OF_CREATOR', 'MUTUAL_FOLLOW_FRIENDS', 'SELF_ONLY'];

/** TikTok's state. */
export class TikTok {
  readonly network;
  readonly tasks: Table<Task>;
  private readonly byUpload = new Map<string, Task>();

  constructor(readonly sandboxState: SandboxState) {
    this.network = tiktokNetwork(sandboxState);
    this.tasks = sandboxState.table<Task>('tiktok.tasks', (task) => task.publishId);
    for (const task of this.tasks.values()) this.byUpload.set(task.uploadId, task);
    sandboxState.forgetOnReset(this.byUpload);
  }

  get settings() {
    return this.sandboxState.settings.of('tiktok', TIKTOK_SETTINGS);
  }

  open(task: Task): void {
    this.byUpload.set(task.uploadId, this.tasks.put(task));
  }

  upload(uploadId: string): Task | undefined {
    return this.byUpload.get(uploadId);
  }

  task(call: Admitted, publishId: string): Task {
    const task = this.tasks.get(publishId);
    if (!task) throw tiktokError(400, 'invalid_publish_id', 'The publish_id does not exist.');
    if (task.account !== call.account.id) {
      throw tiktokError(
        403,
        'token_not_authorized_for_specified_publish_id',
        'The token is not authorized for this publish_id.',
      );
    }
    return task;
  }

  statusOf(task: Task, now: number): TaskStatus {
    if (task.failure !== null) return 'FAILED';
    return task.completeAt !== null && now >= task.completeAt ? 'PUBLISH_COMPLETE' : 'PROCESSING_UPLOAD';
  }
}

/** What a creator may choose depends on the account being public or private, and can change any time. */
export const privacyOptions = (account: Account): string[] =>
  account.private ? PRIVATE_OPTIONS : PUBLIC_OPTIONS;
