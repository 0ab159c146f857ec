import type { Platform } from '#rules/platforms';
import type { z } from 'zod';
import { accountInput, accountPatch, type Account } from '../core/accounts.js';
import { faultInput, type Fault } from '../core/faults.js';
import type { LedgerEntry } from '../core/ledger.js';
import type { Settings, SettingsPatch } from '../core/settings.js';
import type { World } from '../core/world.js';
import { readFeed, type FeedItem, type FeedQuery } from '../feeds/feed.js';
import { addHistory, type Added, type historyInput } from './history.js';
import { readStats, type Stats } from './stats.js';

/** What tests, the demonstration and the feeds page can read and change. */
export class Control {
  constructor(private readonly world: World) {}

  /** Idempotent: an existing account is returned unchanged, with its id in adapters. */
  createAccount(input: z.input<typeof accountInput>): Account & { remoteId: string } {
    const account = this.world.accounts.create(accountInput.parse(input));
    return { ...account, remoteId: this.world.platforms[account.platform].remoteIdOf(account.id) };
  }

  accounts(platform?: Platform): Account[] {
    return this.world.accounts.list(platform);
  }

  /** Null for an unknown account. */
  patchAccount(platform: Platform, id: string, change: z.input<typeof accountPatch>): Account | null {
    const account = this.world.accounts.get(platform, id);
    return account ? this.world.accounts.patch(account, accountPatch.parse(change)) : null;
  }

  feed(query: FeedQuery = {}): { items: FeedItem[] } {
    return { items: readFeed(this.world, query) };
  }

  ledger(query: { platform?: Platform; account?: string; since?: number; kind?: string } = {}): {
    entries: LedgerEntry[];
  } {
    return { entries: this.world.ledger.list(query) };
  }

  stats(): Stats {
    return readStats(this.world);
  }

  /** Adds earlier posts to the feeds; the ledger does not count them. */
  addHistory(input: z.output<typeof historyInput>): { posts: Added[] } {
    return addHistory(this.world, input);
  }

  /** Empties ledger, feeds, uploads and counters; accounts, settings and armed faults stay. */
  reset(): Promise<void> {
    return this.world.reset();
  }

  armFault(input: z.input<typeof faultInput>): Fault {
    return this.world.faults.arm(input);
  }

  faults(): Fault[] {
    return this.world.faults.list();
  }

  clearFaults(filter: { platform?: string; account?: string; id?: string } = {}): void {
    this.world.faults.clear(filter);
  }

  /** Shortens every delay of every network, whatever it is called there. @param mostMs longest delay, ms */
  hurry(mostMs: number): void {
    this.world.settings.hurry(mostMs);
  }

  settings(): Record<Platform, Settings> {
    return this.world.settings.all();
  }

  /** @throws ZodError for a setting that none of the networks has */
  changeSettings(patch: SettingsPatch): Record<Platform, Settings> {
    this.world.settings.set(patch);
    return this.settings();
  }
}
