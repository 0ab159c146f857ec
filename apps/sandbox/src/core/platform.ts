import type { Platform } from '#rules/platforms';
import type { Router } from 'express';
import type { Settings } from './settings.js';
import type { World } from './world.js';

/** What a network's requests are called, in the ledger and in faults. */
export interface Calls {
  all: readonly string[];
  /** Those that the way of a post meets, in their order; the others only read back. */
  met: readonly string[];
  /** The one that followers see. */
  visible: string;
  /** The same for videos, where they take another way. */
  visibleVideo?: string;
  /** The visible call brings the last bytes to an address of its own: no limit counts it, and its answer is a status alone. */
  visibleIsBare?: boolean;
  /** Asks what the account shows. */
  readBack: string;
  /** Asks who the account is. */
  account: string;
}

/** One network: all that the rest of the sandbox, and the tests that break it, need to know of it. */
export interface SandboxPlatform {
  /** Its routes, below its own name. */
  router(world: World): Router;
  calls: Calls;
  /** The id of a new account: a decimal number, as text. */
  newAccountId(): string;
  /** How that account is named to adapters. */
  remoteIdOf(accountId: string): string;
  /** What its tokens begin with. */
  tokenPrefix: string;
  /** A renewal gives another refresh token, and the old one stops working. */
  rotates: boolean;
  /** Calls are also counted for the application as a whole, not for each account alone. */
  countsApplication: boolean;
  /** Quotas that are on from the start. */
  quotas?: Partial<Settings['quotas']>;
  /** What its own reads show of a post from before anyone asked. */
  pastDetails(id: string): Record<string, unknown>;
  /** Errors in its own envelope that say what they like: a network that lies sends them. */
  errorShapes(code: string, text: string): unknown[];
  /** Its sign on the page of feeds, one or two letters. */
  mark: string;
}

/** Every network of the sandbox. */
export type SandboxPlatforms = Readonly<Record<Platform, SandboxPlatform>>;
