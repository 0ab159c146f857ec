import type { Platform } from '#rules/platforms';
import type { z } from 'zod';
import { accountInput, accountPatch, type Account } from '../core/accounts.js';
import { faultInput, type Fault } from '../core/faults.js';
import type { LedgerEntry } from '../core/ledger.js';
import type { Settings, SettingsPatch } from '../core/settings.js';
import type { SandboxState } from '../core/sandbox-state.js';
import { readFeed, type FeedItem, type FeedQuery } from '../feeds/feed.js';
import { addHistory, type Added, type historyInput } from './history.js';
import { readStats, type Stats } from './stats.js';

/** What tests, the demonstration and the feeds page can read and change. */
export class Control {
  constructor(private readonly sandboxState: SandboxState) {}

  /** Idempotent: an existing account is returned unchanged, with its id in adapters. */
  createAccount(input: z.input<typeof accountInput>): Account & { remoteId: string } {
    const account = this.sandboxState.accounts.create(accountInput.parse(input));
    return { ...account, remoteId: this.sandboxState.platforms[account.platform].remoteIdOf(account.id) };
  }

  accounts(platform?: Platform): Account[] {
    return this.sandboxState.accounts.list(platform);
  }

  /** Null for an unknown account. */
  patchAccount(platform: Platform, id: string, change: z.input<typeof accountPatch>): Account | null {
    const account = this.sandboxState.accounts.get(platform, id);
    return account ? this.sandboxState.accounts.patch(account, accountPatch.parse(change)) : null;
  }

  feed(query: FeedQuery = {}): { items: FeedItem[] } {
    return { items: readFeed(this.sandboxState, query) };
  }

  ledger(query: { platform?: Platform; account?: string; since?: number; kind?: string } = {}): {
    entries: LedgerEntry[];
  } {
    return { entries: this.sandboxState.ledger.list(query) };
  }

  stats(): Stats {
    return readStats(this.sandboxState);
  }

  /** Adds earlier posts to the feeds; the ledger does not count them. */
  addHistory(input: z.output<typeof historyInput>): { posts: Added[] } {
    return addHistory(this.sandboxState, input);
  }

  /** Empties ledger, feeds, uploads and counters; accounts, settings and armed faults stay. */
  reset(): Promise<void> {
    return this.sandboxState.reset();
  }

  armFault(input: z.input<typeof faultInput>): Fault {
    return this.sandboxState.faults.arm(input);
  }

  faults(): Fault[] {
    return this.sandboxState.faults.list();
  }

  clearFaults(filter: { platform?: string; account?: string; id?: string } = {}): void {
    this.sandboxState.faults.clear(filter);
  }

  /** Shortens every delay of every network, whatever it is called there. @param mostMs longest delay, ms */
  shortenDelays(mostMs: number): void {
    this.sandboxState.settings.shortenDelays(mostMs);
  }

  settings(): Record<Platform, Settings> {
    return this.sandboxState.settings.all();
  }

  /** @throws ZodError for a setting that none of the networks has */
  changeSettings(patch: SettingsPatch): Record<Platform, Settings> {
    this.sandboxState.settings.set(patch);
    return this.settings();
  }
}
