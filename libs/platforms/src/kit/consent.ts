import type { AdapterIo, Credential, PlatformSettings, RemoteAccount } from './adapter.js';

/** This installation's application on a network. */
export interface Application {
  clientId: string;
  clientSecret: string;
}

/** What a consent page is asked. */
export interface ConsentAsk {
  clientId: string;
  /** Where the person returns to, with `code` and `state`; registered with the application. */
  redirectUri: string;
  /** Bound to the person's session: an answer with another is refused. */
  state: string;
  /** PKCE (RFC 7636), method S256; of 43 characters. */
  challenge: string;
}

/** What the consent page answered, and what proves that we asked. */
export interface ConsentAnswer {
  code: string;
  redirectUri: string;
  /** The text whose SHA-256 was the challenge. */
  verifier: string;
}

/** An account that a consent reaches, with the credential it is used with. */
export interface ConsentedAccount extends RemoteAccount {
  credential: Credential;
  /** Address of its picture on the network; null when it has none. */
  picture: string | null;
  /** Why it cannot be published on: the person has no role there that may. Absent when nothing is in the way. */
  obstacle?: 'role';
}

/** What an exchange needs: no account is known yet. */
export type ConsentIo = Pick<AdapterIo, 'settings' | 'http' | 'now' | 'signal'>;

/** Connecting by a network's consent page: OAuth 2.0, code grant (RFC 6749) with PKCE where the network has it. */
export interface Consent {
  /** Rights that are asked for, in the network's own words. */
  readonly scopes: readonly string[];
  /**
   * Registers this installation with a server that lets everybody do so; absent where an operator makes the
   * application by hand.
   */
  register?(io: ConsentIo, redirectUri: string): Promise<Application>;
  /** Whether a server still knows an application that was registered with it; where in doubt, it does. */
  knows?(io: ConsentIo, app: Application): Promise<boolean>;
  /** Address of the consent page. Pure. */
  page(settings: PlatformSettings, ask: ConsentAsk): string;
  /**
   * The credential for a code. A code works once, so a lost answer means asking the person again.
   * @throws PlatformError `permanent` with hint `missing_permission` when the person left out a right that is needed
   */
  exchange(io: ConsentIo, app: Application, answer: ConsentAnswer): Promise<Credential>;
  /** The accounts that the consent reaches, all pages of the list read. Read-only. @throws PlatformError */
  accounts(io: ConsentIo, credential: Credential): Promise<ConsentedAccount[]>;
  /**
   * Withdraws the consent when the channel is removed; absent where the network has no such call, or where one consent
   * is for several accounts, whose other channels would end with it.
   */
  revoke?(io: AdapterIo, app: Application): Promise<void>;
}
