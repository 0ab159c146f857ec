import { createHash } from 'node:crypto';
import type { Platform } from '#rules/platforms';
import type { Account, Accounts } from '../core/accounts.js';
import { secret } from '../core/ids.js';
import type { Params } from '../core/params.js';
import type { Table } from '../core/table.js';

/** Longest life of a code, ms; the networks say ten minutes to an hour. */
const CODE_LIFE = 600_000;

/** What a person agreed to on a network's page; the code for it works once. */
export interface Code {
  code: string;
  platform: Platform;
  accounts: string[];
  scopes: string[];
  clientId: string;
  redirectUri: string;
  /** PKCE, method S256; empty where none was asked. */
  challenge: string;
  at: number;
  used: boolean;
}

/** What a code was redeemed for. */
export interface Redeemed {
  accounts: Account[];
  scopes: string[];
}

/** Codes of the consent pages, and what they are redeemed for. */
export class Consents {
  constructor(
    private readonly codes: Table<Code>,
    private readonly accounts: Accounts,
  ) {}

  /** Keeps what a person agreed to. @returns the code */
  issue(agreed: Omit<Code, 'code' | 'used'>): string {
    return this.codes.put({ ...agreed, code: secret('code'), used: false }).code;
  }

  /**
   * Redeems a code, once: for the same application and return address, by whoever knows the verifier of its challenge
   * (RFC 6749, 4.1.3; RFC 7636, 4.6).
   * @param client the application, where it does not tell itself in the form
   * @returns null when any of it is wrong
   */
  redeem(
    platform: Platform,
    params: Params,
    now: number,
    client = params.get('client_id') ?? params.get('client_key'),
  ): Redeemed | null {
    const row = this.codes.get((params.get('code') ?? '').replace(/#_$/u, ''));
    if (!row || row.platform !== platform || row.used || now > row.at + CODE_LIFE) return null;
    this.codes.put(Object.assign(row, { used: true }));
    const given = createHash('sha256')
      .update(params.get('code_verifier') ?? '')
      .digest('base64url');
    const proven = row.challenge === '' || row.challenge === given;
    if (!proven || row.redirectUri !== params.get('redirect_uri')) return null;
    if (client !== undefined && client !== row.clientId) return null;
    const accounts = row.accounts.flatMap((id) => this.accounts.get(platform, id) ?? []);
    for (const account of accounts) {
      if (account.tokenState !== 'ok') this.accounts.patch(account, { tokenState: 'ok' });
    }
    return { accounts, scopes: row.scopes };
  }
}
