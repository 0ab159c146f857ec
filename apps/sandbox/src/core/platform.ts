import type { Platform } from '#rules/platforms';
import type { Router } from 'express';
import type { ConsentFlavour } from '../consent/flavour.js';
import type { OwnSettings } from './settings.js';
import type { SandboxState } from './sandbox-state.js';

/** Names of a network's requests in the ledger and in faults. */
export interface Calls {
  all: readonly string[];
  /** Requests of a publication, in order; the others only read back. */
  met: readonly string[];
  /** The request that followers see. */
  visible: string;
  /** The same for videos, where it differs. */
  visibleVideo?: string;
  /**
   * The visible call sends the last bytes to an upload address: no limit counts it, and it is answered with a status
   * only.
   */
  visibleIsBare?: boolean;
  /** Lists the account's posts. */
  readBack: string;
  /** Reads the account. */
  account: string;
}

/** What an earlier post's id and address are made of. */
export interface PastPost {
  account: { id: string; handle: string };
  /** So many decimal digits, always the same for the same post. */
  digits(length: number): string;
  video: boolean;
}

/** One network: everything that the rest of the sandbox, and the tests, need to know of it. */
export interface SandboxPlatform {
  /** Its routes, below its name. */
  router(sandboxState: SandboxState): Router;
  calls: Calls;
  /** The id of a new account: a decimal number as text, or as the network writes it. */
  newAccountId(): string;
  /** Id of that account in adapters. */
  remoteIdOf(accountId: string): string;
  /** What stands for a handle where accounts have none; the account's own when absent. */
  handleOf?(accountId: string): string;
  /** Paths that the real network serves elsewhere, by their beginnings: each with its address there. */
  elsewhere?: Readonly<Record<string, string>>;
  /** Its random ids where they are no long numbers: recordings number them. */
  ids?: RegExp;
  /** Prefix of its tokens. */
  tokenPrefix: string;
  /** A renewal gives another refresh token and invalidates the old one. */
  rotates: boolean;
  /** Calls are also counted for the whole application, not only per account. */
  countsApplication: boolean;
  /** Its consent page; absent where accounts are connected in another way. */
  consent?: ConsentFlavour;
  /** An entry that every account has in its lists, by the option that names it. */
  listed?: Readonly<Record<string, string>>;
  /** What tests and people can change of it. */
  settings: OwnSettings;
  /** An earlier post as the network would have named it. */
  past(of: PastPost): { id: string; url: string; details?: Record<string, unknown> };
  /** Errors in its own envelope with any text; sent by a network that lies. */
  errorShapes(code: string, text: string): unknown[];
  /** Its mark on the feeds page, one or two letters. */
  mark: string;
}

/** Every network of the sandbox. */
export type SandboxPlatforms = Readonly<Record<Platform, SandboxPlatform>>;
