import { TimeoutClient } from './timeout-client.js';

export interface ListenerOptions {
  url: string;
  channel: string;
  /** Application name in the server's list of sessions. */
  name: string;
  onNotify(payload: string): void;
  /** Called once per interruption; reconnecting is automatic. */
  onInterrupted(error: unknown): void;
  /** Called when notifications arrive again; those in between are lost. */
  onResumed?(): void;
}

/** Pause before reconnecting, ms. */
const PAUSE_MS = 1000;
/** A server that does not answer a new connection or a probe is left after this, ms. */
const SILENCE_MS = 5000;

/** Receives PostgreSQL notifications on its own connection, and reconnects, one attempt at a time. */
export class Listener {
  #client: TimeoutClient | null = null;
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;
  #listening = false;
  #missed = false;

  constructor(private readonly options: ListenerOptions) {}

  /** Whether notifications arrive now, as far as the connection knows. */
  get listening(): boolean {
    return this.#listening;
  }

  async start(): Promise<void> {
    const client = new TimeoutClient(
      {
        connectionString: this.options.url,
        application_name: this.options.name,
        connectionTimeoutMillis: SILENCE_MS,
      },
      SILENCE_MS,
    );
    let dead = false;
    // A lost session emits several events: error, error, end.
    const lost = (error: unknown): void => {
      if (dead) return;
      dead = true;
      this.#listening = false;
      client.end().catch(() => undefined);
      this.#again(error);
    };
    client.on('error', lost);
    client.on('end', () => lost(null));
    client.on('notification', ({ payload }) => this.options.onNotify(payload ?? ''));
    this.#client = client;
    try {
      await client.connect();
      await client.query(`LISTEN ${client.escapeIdentifier(this.options.channel)}`);
      this.#listening = !dead;
      if (dead || !this.#missed) return;
      this.#missed = false;
      this.options.onResumed?.();
    } catch (error) {
      lost(error);
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#listening = false;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#client?.end().catch(() => undefined);
  }

  #again(error: unknown): void {
    if (this.#stopped || this.#timer) return;
    this.#missed = true;
    this.options.onInterrupted(error);
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.start();
    }, PAUSE_MS);
  }
}
