import type { Post } from '../../../shared/api/types';
import type { Timers } from '../../../shared/saving/timers';
import type { Draft, toBody } from '../draft';
import type { Path } from './fields';

export type Body = ReturnType<typeof toBody>;

/** The store's requests to the server. Each call is one request; the caller decides about repeating it. */
export interface Transport {
  create(body: Body, key: string): Promise<Post>;
  /** @param version that it was written from */
  change(id: string, version: number, body: Partial<Body>): Promise<Post>;
  /** @param version on screen when the person pressed */
  submit(id: string, note: string, key: string, version: number): Promise<Post>;
  read(id: string): Promise<Post>;
}

/** A creation that was begun: sent again unchanged, with its key, until its answer is known. */
export interface Creation {
  key: string;
  draft: Draft;
}

/** A submission that the person requested. */
export interface Submission {
  key: string;
  note: string;
  /** It may have reached the server: nothing else is sent before its answer is known. */
  sent: boolean;
  /** Version that was sent, since the first attempt. */
  version?: number;
}

/** The copy of a draft on the device: everything that would be lost with the page. */
export interface KeptDraft {
  id: string;
  userId: string;
  /** Its post; null while the server has none. */
  postId: string | null;
  draft: Draft;
  /** The server's version that it was written from. */
  base: Draft;
  version: number;
  sent: readonly Draft[];
  /** Members that somebody else changed too, and for which nobody has chosen yet. */
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
  /** The copy on the device. */
  kept: KeptDraft | null;
}

/** Storage of the device. */
export interface Device {
  save(kept: KeptDraft): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Everything the store needs from outside. */
export interface Ports {
  transport: Transport;
  device: Device;
  timers: Timers;
  newId: () => string;
}
