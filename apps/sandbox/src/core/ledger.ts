import type { Platform } from '#rules/platforms';
import { isoOf } from './clock.js';
import type { DiskLog } from './disk-log.js';

interface EntryBase {
  seq: number;
  /** UTC instant with milliseconds; for a request, when its first bytes were read. */
  at: string;
  platform: Platform;
  account: string | null;
}

/** One HTTP request, whatever its result. */
export interface RequestEntry extends EntryBase {
  kind: 'request';
  operation: string;
  method: string;
  path: string;
  /** Fingerprint, never the token. */
  token: string | null;
  /** Status sent; null when the connection was cut or nothing was sent. */
  status: number | null;
  fault: string | null;
  /** Whether the request took effect, whatever was answered. */
  committed: boolean;
  params: Record<string, string>;
}

export const EFFECTS = ['published', 'hidden_created', 'revealed', 'comment', 'edited', 'deleted'] as const;

/** One change of the network's content; followers see `published`, `revealed` and `comment`. */
export interface EffectEntry extends EntryBase {
  kind: 'effect';
  effect: (typeof EFFECTS)[number];
  subject: string;
  text: string;
}

export type LedgerEntry = RequestEntry | EffectEntry;
type Unnumbered<T> = T extends LedgerEntry ? Omit<T, 'seq' | 'at' | 'kind'> : never;

/** Append-only history of the sandbox: requests and their effects. */
export class Ledger {
  private entries: LedgerEntry[];

  constructor(
    private readonly diskLog: DiskLog,
    loaded: LedgerEntry[],
  ) {
    this.entries = loaded;
  }

  request(at: number, entry: Unnumbered<RequestEntry>): void {
    this.add({ kind: 'request', seq: this.next(), at: isoOf(at), ...entry });
  }

  effect(at: number, entry: Unnumbered<EffectEntry>): void {
    this.add({ kind: 'effect', seq: this.next(), at: isoOf(at), ...entry });
  }

  /** `kind` is `request`, `effect`, an operation or an effect. */
  list(filter: { platform?: Platform; account?: string; since?: number; kind?: string } = {}): LedgerEntry[] {
    const since = filter.since === undefined ? '' : isoOf(filter.since);
    return this.entries.filter(
      (entry) =>
        entry.at >= since &&
        (filter.platform === undefined || entry.platform === filter.platform) &&
        (filter.account === undefined || entry.account === filter.account) &&
        (filter.kind === undefined ||
          filter.kind === entry.kind ||
          filter.kind === (entry.kind === 'request' ? entry.operation : entry.effect)),
    );
  }

  clear(): void {
    this.entries = [];
  }

  private next(): number {
    return (this.entries.at(-1)?.seq ?? 0) + 1;
  }

  private add(entry: LedgerEntry): void {
    this.entries.push(entry);
    this.diskLog.append({ t: 'entry', value: entry });
  }
}
