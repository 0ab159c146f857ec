import type { ChannelContent } from '../rules/platform.js';
import type { Platform } from '../rules/registry.js';
import type { Json, Reconciliation, RemotePost, StepEffect, UsageReading } from '../rules/outcome.js';
import type { PlatformHttp, PlatformRequest, PlatformResponse } from './http.js';

/** What is needed to act as an account. Kept encrypted at rest; only ever inside a `Secret` outside an adapter. */
export interface Credential {
  accessToken: string;
  refreshToken?: string;
  /** UTC instant (ISO 8601) after which `accessToken` is refused; absent when it does not expire. */
  expiresAt?: string;
  /** UTC instant (ISO 8601) after which `refreshToken` is refused; absent when nobody knows. */
  refreshExpiresAt?: string;
}

/** Where the network is: `${origin}` may carry a path prefix (the sandbox serves every network on one port). */
export interface PlatformSettings {
  /** No trailing slash, e.g. `https://graph.facebook.com`. */
  origin: string;
  /** As the network spells it: `v25.0`, `202609`, `v2`. */
  version: string;
}

/** Media as an adapter may use them: the bytes, or an address the network can fetch. */
export interface MediaSource {
  /** The whole medium, or `[start, end)` in bytes, piece by piece. Nothing is opened before the first piece is asked. */
  stream(mediaId: string, range?: { start: number; end: number }): AsyncIterable<Buffer>;
  /** Signed, expiring public URL. */
  publicUrl(mediaId: string): string;
}

/** Everything an adapter may touch while it works on one publication. It has no clock, database or queue. */
export interface AdapterIo {
  account: { remoteId: string; handle: string };
  credential: Credential;
  settings: PlatformSettings;
  http: PlatformHttp;
  media: MediaSource;
  signal: AbortSignal;
}

export interface StepIo extends AdapterIo {
  content: ChannelContent;
  /** Outputs of the steps already done for this publication, by step name; survives crashes. */
  progress: Readonly<Record<string, Json>>;
}

/**
 * `arm` runs before the due instant and shows nothing; `fire` is the one visible call at the due instant; `confirm` runs
 * after acceptance until the network says the post is live (or refused it after all).
 */
export type StepPhase = 'arm' | 'fire' | 'confirm';

export type StepResult =
  /** Done; `output` is kept in `progress[step.name]`. */
  | { state: 'done'; output: Json }
  /** Not ready yet (a container being processed): run the step again after this many ms; `output` is kept. */
  | { state: 'wait'; afterMs: number; output?: Json };

export interface Step {
  /** Unique within the plan, stable across releases: it is stored. */
  name: string;
  phase: StepPhase;
  effect: StepEffect;
  /**
   * A step that makes a handle (a hidden post, an upload) gives back the one already in `progress`; to have a new one
   * made, its progress must be dropped first (`restartFrom`).
   * @throws PlatformError
   */
  run(io: StepIo): Promise<StepResult>;
}

export interface ReconcileIo extends StepIo {
  /** Start of the first attempt, UTC instant in ISO 8601: nothing older can be ours. */
  since: string;
}

/** Where a post of unknown fate may be looked for, UTC instants in ISO 8601: nothing outside of them can be it. */
export interface SearchIo extends StepIo {
  since: string;
  until: string;
}

/** Who a credential speaks for, read from the network when a channel is connected or checked. */
export interface RemoteAccount {
  remoteId: string;
  name: string;
  handle: string;
}

/** How often a network takes one kind of call. */
export interface CallRate {
  /** Stable within the network: stores are keyed by it. */
  name: string;
  /** Calls each account may make in the window. */
  limit: number;
  windowMs: number;
  /** Whether a request is of this kind. Pure. */
  matches(request: PlatformRequest): boolean;
}

/** One network. Stateless; one instance serves every channel. Adding a network: see CONTRIBUTING.md. */
export interface PlatformAdapter {
  readonly platform: Platform;
  /** Default origin and version; overridden by `<NETWORK>_API_ORIGIN` and `<NETWORK>_API_VERSION`. */
  readonly defaults: PlatformSettings;
  /** Longest time (ms) the network may hide a post from reads after accepting it. */
  readonly visibilityDelayMs: number;
  /** The same for the list that `search` reads, where that is slower. */
  readonly listedWithinMs?: number;
  /** Rates of single kinds of call; none where the network publishes none. */
  readonly rates?: readonly CallRate[];
  /** What the headers of an answer say of the allowance. Pure; absent where the network does not tell. */
  usage?(response: PlatformResponse, account: AdapterIo['account']): readonly UsageReading[];
  /** Ordered steps; exactly one has phase `fire`. Pure: same content, same plan. */
  plan(content: ChannelContent): Step[];
  /** Reads the accepted post's id and address out of the progress after `fire` and `confirm`. Pure. */
  remotePost(progress: Readonly<Record<string, Json>>, account: AdapterIo['account']): RemotePost;
  /** Looks for a post whose acceptance is unknown. Read-only. @throws PlatformError when it could not read. */
  reconcile(io: ReconcileIo): Promise<Reconciliation>;
  /**
   * Looks among the account's latest posts for those that say what this one would, without any handle: for a database
   * that was restored and does not know what went out since. Read-only.
   * @returns null when the list does not tell: no right to read it, too long, or not of such posts
   * @throws PlatformError when it could not read
   */
  search(io: SearchIo): Promise<RemotePost[] | null>;
  /** Writes the first comment under a live post. Absent where the network has none. Effect: `once`. */
  comment?(io: StepIo, remoteId: string, text: string): Promise<{ commentId: string }>;
  /** Looks for our first comment after a lost answer. Read-only. */
  findComment?(io: StepIo, remoteId: string, text: string): Promise<'yes' | 'no' | 'unclear'>;
  /** Cheap read that proves the credential works. @throws PlatformError of class auth when it does not. */
  account(io: AdapterIo): Promise<RemoteAccount>;
  /** A fresh credential, or null when the network offers no refresh for this one. */
  refresh?(io: AdapterIo, app: { clientId: string; clientSecret: string }): Promise<Credential | null>;
}
