import type { AccountLimits } from '../rules/capabilities.js';
import type { ChannelContent } from '../rules/platform.js';
import type { Platform } from '../rules/registry.js';
import type { Json, Reconciliation, RemotePost, StepEffect, UsageReading } from '../rules/outcome.js';
import type { Consent } from './consent.js';
import type { PlatformHttp, PlatformRequest, PlatformResponse } from './http.js';

/** Credential to act as an account. Encrypted at rest; outside an adapter always inside a `Secret`. */
export interface Credential {
  accessToken: string;
  /** The user whose password `accessToken` is, where the network takes both with each call. */
  login?: string;
  refreshToken?: string;
  /** UTC instant (ISO 8601) after which `accessToken` is refused; absent when it does not expire. */
  expiresAt?: string;
  /** UTC instant (ISO 8601) after which `refreshToken` is refused; absent when unknown. */
  refreshExpiresAt?: string;
}

/** Address of a network: `${origin}` may have a path prefix (the sandbox serves every network on one port). */
export interface PlatformSettings {
  /** No trailing slash, e.g. `https://graph.facebook.com`. */
  origin: string;
  /** In the network's own spelling: `v25.0`, `202609`, `v2`. */
  version: string;
}

/** Media as adapters use them: the bytes, or an address that the network can fetch. */
export interface MediaSource {
  /** The whole medium, or bytes `[start, end)`, in pieces. Nothing is opened before the first piece is read. */
  stream(mediaId: string, range?: { start: number; end: number }): AsyncIterable<Buffer>;
  /** Signed, expiring public URL. */
  publicUrl(mediaId: string): string;
}

/** Everything an adapter may use while it works on one publication. It has no clock of its own, no database, no queue. */
export interface AdapterIo {
  account: { remoteId: string; handle: string };
  credential: Credential;
  settings: PlatformSettings;
  http: PlatformHttp;
  media: MediaSource;
  /**
   * This instant, ms since 1970 (UTC), for signatures that have one in them: within a publication by the database's
   * clock, as due instants are, so that a machine whose own clock is wrong signs rightly too.
   */
  now(): number;
  signal: AbortSignal;
}

/** What tells a publication from every other, for networks whose ids we choose. */
export interface PublicationKey {
  id: string;
  /** Due instant, UTC, in ISO 8601. */
  dueAt: string;
}

export interface StepIo extends AdapterIo {
  content: ChannelContent;
  publication: PublicationKey;
  /** Outputs of the finished steps of this publication, by step name; kept across crashes. */
  progress: Readonly<Record<string, Json>>;
}

/**
 * `arm` runs before the due instant and shows nothing; `fire` is the one visible call at the due instant; `confirm`
 * runs after acceptance until the post is live (or refused after all).
 */
export type StepPhase = 'arm' | 'fire' | 'confirm';

export type StepResult =
  /** Done; `output` is kept in `progress[step.name]`. */
  | { state: 'done'; output: Json }
  /** Not ready yet (a container being processed): run the step again after this many ms; `output` is kept. */
  | { state: 'wait'; afterMs: number; output?: Json };

/**
 * What a step does, for the people who read the journal: `check` reads rights and quotas, `media` sends files,
 * `prepare` makes what is still hidden, `publish` is the visible call, `look` sees whether the post is live.
 */
export type StepKind = 'check' | 'media' | 'prepare' | 'publish' | 'look';

export interface Step {
  /** Unique within the plan, stable across releases: it is stored. */
  name: string;
  kind: StepKind;
  phase: StepPhase;
  effect: StepEffect;
  /**
   * A step that makes a handle (a hidden post, an upload) answers the one that is already in `progress`. A new one
   * is made only after its progress was dropped (`restartFrom`).
   * @throws PlatformError
   */
  run(io: StepIo): Promise<StepResult>;
}

export interface ReconcileIo extends StepIo {
  /** Start of the first attempt, UTC instant in ISO 8601: an older post cannot be ours. */
  since: string;
}

/** Time range in which a post whose outcome is unknown can be, UTC instants in ISO 8601. */
export interface SearchIo extends StepIo {
  since: string;
  until: string;
}

/** The account of a credential, read from the network when a channel is connected or checked. */
export interface RemoteAccount {
  remoteId: string;
  name: string;
  handle: string;
  /** Limits of its server, where servers differ. */
  limits?: AccountLimits;
  /** Origin of the server that the account has moved to, or always had, when another was asked; https. */
  server?: string;
}

/** An entry of one of an account's lists. */
export interface ListedEntry {
  id: string;
  name: string;
}

/** A network's rate limit for one kind of call. */
export interface CallRate {
  /** Stable within the network: counters are keyed by it. */
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
  /** The same for the list that `search` reads, where that list is slower. */
  readonly listedWithinMs?: number;
  /** Rate limits of single kinds of call; absent where the network publishes none. */
  readonly rates?: readonly CallRate[];
  /** Usage of the allowance, from the headers of an answer. Pure; absent where the network does not send it. */
  usage?(response: PlatformResponse, account: AdapterIo['account']): readonly UsageReading[];
  /** Ordered steps; exactly one has phase `fire`. Pure: same content, same plan. */
  plan(content: ChannelContent): Step[];
  /** Reads the accepted post's id and address out of the progress after `fire` and `confirm`. Pure. */
  remotePost(progress: Readonly<Record<string, Json>>, account: AdapterIo['account']): RemotePost;
  /** Looks for a post whose acceptance is unknown. Read-only. @throws PlatformError when it could not read. */
  reconcile(io: ReconcileIo): Promise<Reconciliation>;
  /**
   * Searches the account's latest posts by content, without a handle: for a restored database that does not know
   * what went out since. Read-only.
   * @returns null when the list cannot tell: no right to read it, too long, or it does not have such posts
   * @throws PlatformError when it could not read
   */
  search(io: SearchIo): Promise<RemotePost[] | null>;
  /** Writes the first comment under a live post. Absent where the network has none. Effect: `once`. */
  comment?(io: StepIo, remoteId: string, text: string): Promise<{ commentId: string }>;
  /** Looks for our first comment after a lost answer. Read-only. */
  findComment?(io: StepIo, remoteId: string, text: string): Promise<'yes' | 'no' | 'unclear'>;
  /**
   * The credential for a name and a password that a person gives; absent where both go with each call as they are.
   * @throws PlatformError of class auth when the network does not take them
   */
  signIn?(io: AdapterIo, given: { login: string; password: string }): Promise<Credential>;
  /**
   * Ends what `signIn` began, once the channel is removed; absent where there is nothing to end.
   * @throws PlatformError
   */
  signOut?(io: AdapterIo): Promise<void>;
  /** Cheap read that proves the credential works. @throws PlatformError of class auth when it does not. */
  account(io: AdapterIo): Promise<RemoteAccount>;
  /**
   * The account's own lists on the network, for an option of kind `listed`: boards, playlists. Read-only.
   * @param key of the option
   */
  listed?(io: AdapterIo, key: string): Promise<ListedEntry[]>;
  /** Connecting by the network's own consent page; absent where it has none. */
  readonly consent?: Consent;
  /** A fresh credential, or null when the network offers no refresh for this one. */
  refresh?(io: AdapterIo, app: { clientId: string; clientSecret: string }): Promise<Credential | null>;
}
