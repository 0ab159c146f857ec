import type { Platform } from '#rules/platforms';
import { type Code, Consents } from '../consent/consents.js';
import { Accounts, accountKey, type Account } from './accounts.js';
import { systemClock, type Clock } from './clock.js';
import { Faults } from './faults.js';
import { DiskLog } from './disk-log.js';
import { Ledger, type EffectEntry, type LedgerEntry } from './ledger.js';
import { MediaStore, type StoredMedia } from './media.js';
import type { SandboxPlatforms } from './platform.js';
import { postKey, Posts, type Comment, type Post } from './posts.js';
import { Counters } from './rolling.js';
import { SandboxSettings, type SettingsRow } from './settings.js';
import { Table } from './table.js';

/** State shared by the networks: accounts, posts, ledger, settings. */
export class SandboxState {
  readonly faults: Faults;
  readonly counters = new Counters();
  readonly ledger: Ledger;
  readonly accounts: Accounts;
  readonly consents: Consents;
  readonly settings: SandboxSettings;
  readonly posts: Posts;
  readonly media: MediaStore;
  private readonly kept: { rewrite(): void }[];
  private readonly transient: { clear(): void }[] = [];

  private constructor(
    readonly platforms: SandboxPlatforms,
    readonly clock: Clock,
    private readonly diskLog: DiskLog,
    private readonly loaded: Map<string, unknown[]>,
    entries: LedgerEntry[],
    dataDir: string | undefined,
  ) {
    const accounts = this.tableOf<Account>('accounts', accountKey);
    const settings = this.tableOf<SettingsRow>('settings', (row) => row.scope);
    this.kept = [accounts, settings];
    this.faults = new Faults(platforms);
    this.ledger = new Ledger(diskLog, entries);
    this.accounts = new Accounts(accounts, platforms);
    this.consents = new Consents(
      this.table<Code>('consents', (row) => row.code),
      this.accounts,
    );
    this.settings = new SandboxSettings(settings, platforms);
    this.posts = new Posts(this.tableOf<Post>('posts', postKey), this.tableOf<Comment>('comments', postKey));
    this.media = new MediaStore(
      this.tableOf<StoredMedia>('media', (row) => row.id),
      dataDir,
    );
  }

  static async open(
    platforms: SandboxPlatforms,
    options: { dataDir?: string; clock?: Clock },
  ): Promise<SandboxState> {
    const { diskLog, lines } = await DiskLog.open(options.dataDir);
    const rows = new Map<string, Map<string, unknown>>();
    const entries: LedgerEntry[] = [];
    for (const line of lines) {
      if (line.t === 'entry') {
        entries.push(line.value as LedgerEntry);
      } else {
        rows.set(line.table, (rows.get(line.table) ?? new Map<string, unknown>()).set(line.key, line.value));
      }
    }
    const loaded = new Map([...rows].map(([table, byKey]) => [table, [...byKey.values()]]));
    return new SandboxState(
      platforms,
      options.clock ?? systemClock,
      diskLog,
      loaded,
      entries,
      options.dataDir,
    );
  }

  /** A network's own rows (containers, uploads…); a reset deletes them. */
  table<T>(name: string, keyOf: (row: T) => string): Table<T> {
    const table = this.tableOf(name, keyOf);
    this.transient.push(table);
    return table;
  }

  /** Registers derived data that a reset must clear. */
  forgetOnReset(store: { clear(): void }): void {
    this.transient.push(store);
  }

  /** Records a change of a network's content. */
  effect(
    at: number,
    effect: EffectEntry['effect'],
    of: { platform: Platform; account: string; id: string; text: string },
  ): void {
    const { platform, account, id, text } = of;
    this.ledger.effect(at, { effect, platform, account, subject: id, text });
  }

  /** Empties feeds and ledger; accounts and settings stay. */
  async reset(): Promise<void> {
    await this.diskLog.reset();
    for (const store of [this.ledger, this.posts, this.media, this.counters, ...this.transient]) {
      store.clear();
    }
    for (const table of this.kept) table.rewrite();
  }

  async close(): Promise<void> {
    await this.media.settle();
    await this.diskLog.flush();
  }

  private tableOf<T>(name: string, keyOf: (row: T) => string): Table<T> {
    return new Table<T>(name, this.diskLog, keyOf, (this.loaded.get(name) ?? []) as T[]);
  }
}
