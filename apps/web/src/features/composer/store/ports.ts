import type { Post } from '../../../shared/api/types';
import type { Timers } from '../../../shared/saving/timers';
import type { Draft, toBody } from '../draft';
import type { Path } from './fields';

export type Body = ReturnType<typeof toBody>;

/** What the store asks of the server. Each call is one request: whoever calls decides about another one. */
export interface Transport {
  create(body: Body, key: string): Promise<Post>;
  /** @param version the one it was written from */
  change(id: string, version: number, body: Partial<Body>): Promise<Post>;
  /** @param version the one the person saw when they pressed */
  submit(id: string, note: string, key: string, version: number): Promise<Post>;
  read(id: string): Promise<Post>;
}

/** A creation that was begun: sent again to the letter, under its key, until its answer is known. */
export interface Creation {
  key: string;
  draft: Draft;
}

/** A submission the person pressed. */
export interface Submission {
  key: string;
  note: string;
  /** It may have reached the server: nothing else is sent before its answer is known. */
  sent: boolean;
  /** What was sent, from the first time on. */
  version?: number;
}

/** What a device holds for one draft: everything that would be lost with the page. */
export interface KeptDraft {
  id: string;
  userId: string;
  /** The post it belongs to; null while the server has none. */
  postId: string | null;
  draft: Draft;
  /** The server's version it was written from. */
  base: Draft;
  version: number;
  sent: readonly Draft[];
  /** What somebody else changed as well and nobody has chosen between yet. */
  conflicts: readonly Path[];
  creation: Creation | null;
  submission: Submission | null;
  at: number;
}

/** What a draft is opened with. */
export interface Opening {
  userId: string;
  post: Post | null;
  /** What a new post starts with. */
  blank: Draft;
  /** What the device kept of it. */
  kept: KeptDraft | null;
}

/** The device's own storage. */
export interface Device {
  save(kept: KeptDraft): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Everything the store needs of the world. */
export interface Ports {
  transport: Transport;
  device: Device;
  timers: Timers;
  newId: () => string;
}
