import { PLATFORMS, type Platform } from '#rules/platforms';
import { z } from 'zod';
import { secret } from './ids.js';
import type { SandboxPlatforms } from './platform.js';
import type { Table } from './table.js';

export const tokenStates = ['ok', 'expired', 'revoked'] as const;

/** A page, a professional account, an organisation or a creator, with its one token. */
export interface Account {
  platform: Platform;
  /** A decimal number, or as the network writes it; on LinkedIn the number of `urn:li:organization:<number>`. */
  id: string;
  name: string;
  handle: string;
  token: string;
  refreshToken: string;
  tokenState: (typeof tokenStates)[number];
  private: boolean;
  /** `userToken` (Facebook), `consentSeconds` (LinkedIn), `instagramId`, `maxVideoSeconds`, `withoutTask`… */
  options: Record<string, unknown>;
}

export const accountInput = z.object({
  platform: z.enum(PLATFORMS),
  id: z
    .string()
    .regex(/^[\w:-]+$/)
    .optional(),
  name: z.string().min(1),
  handle: z.string().min(1),
  token: z.string().min(1).optional(),
  refreshToken: z.string().min(1).optional(),
  options: z.record(z.string(), z.unknown()).optional(),
});

export const accountPatch = z
  .object({
    name: z.string().min(1),
    handle: z.string().min(1),
    token: z.string().min(1),
    refreshToken: z.string().min(1),
    tokenState: z.enum(tokenStates),
    private: z.boolean(),
    options: z.record(z.string(), z.unknown()),
  })
  .partial();

export const accountKey = (row: { platform: Platform; id: string }): string => `${row.platform}:${row.id}`;

/** All accounts, found by id or by token in constant time. */
export class Accounts {
  private readonly byTokenKey = new Map<string, Account>();

  constructor(
    private readonly table: Table<Account>,
    private readonly platforms: SandboxPlatforms,
  ) {
    for (const account of table.values()) this.index(account);
  }

  /** Idempotent: an existing id returns that account unchanged. */
  create(input: z.infer<typeof accountInput>): Account {
    const id = input.id ?? this.platforms[input.platform].newAccountId();
    const found = this.get(input.platform, id);
    if (found) return found;
    const account: Account = {
      platform: input.platform,
      id,
      name: input.name,
      handle: input.handle,
      token: input.token ?? secret(this.platforms[input.platform].tokenPrefix),
      refreshToken: input.refreshToken ?? secret('rft.'),
      tokenState: 'ok',
      private: false,
      options: input.options ?? {},
    };
    this.index(this.table.put(account));
    return account;
  }

  patch(account: Account, change: z.infer<typeof accountPatch>): Account {
    this.byTokenKey.delete(`${account.platform}:${account.token}`);
    Object.assign(account, change, { options: { ...account.options, ...change.options } });
    this.index(this.table.put(account));
    return account;
  }

  get(platform: Platform, id: string): Account | undefined {
    return this.table.get(`${platform}:${id}`);
  }

  byToken(platform: Platform, token: string): Account | undefined {
    return this.byTokenKey.get(`${platform}:${token}`);
  }

  list(platform?: Platform): Account[] {
    return [...this.table.values()].filter((a) => platform === undefined || a.platform === platform);
  }

  private index(account: Account): void {
    this.byTokenKey.set(`${account.platform}:${account.token}`, account);
    const { userToken } = account.options;
    const person = `${account.platform}:${String(userToken)}`;
    if (typeof userToken === 'string' && !this.byTokenKey.has(person)) this.byTokenKey.set(person, account);
  }
}
