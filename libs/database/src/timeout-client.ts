import { Socket } from 'node:net';
import { Client, type ClientConfig } from 'pg';

/** An idle connection is probed after this silence, ms: a listening one would never notice its end. */
const PROBE_MS = 3000;
/** Time limit for the answer to a probe, ms. */
const PROBE_SILENCE_MS = 3000;
/** Time to read what has already arrived, after this process itself was suspended, ms. */
const READ_MS = 200;

/**
 * A session that notices a server which vanished: when a statement is not answered for so long, the connection is
 * cut, and the outcome of the statement is unknown.
 *
 * node-postgres has `query_timeout`, but that returns the connection to the pool with an answer still to come.
 */
export class TimeoutClient extends Client {
  /** The TCP socket, below TLS if there is any. */
  readonly #line: Socket;
  /** The stream that is read and written; known after the first statement. */
  #stream: Socket | null = null;
  #silenceMs: number;
  #asked = false;

  /**
   * @param silenceMs longest time without an answer, ms
   * @param peers other sessions of the same server: when one is cut, the others are probed at once
   */
  constructor(
    config: ClientConfig | undefined,
    silenceMs: number,
    private readonly peers = new Set<TimeoutClient>(),
  ) {
    super(config);
    this.#line = socketOf(this);
    this.#silenceMs = silenceMs;
    // The caller of a statement gets the error. Without a listener, the end of an idle session would end the
    // process.
    this.on('error', () => undefined);
    this.on('connect', () => {
      this.peers.add(this);
      if (!this.#asked) this.#rest();
    });
    this.on('end', () => this.peers.delete(this));
    this.on('drain', () => this.#rest());
    const ask = this.query.bind(this) as (...asked: unknown[]) => unknown;
    this.query = ((...asked: unknown[]) => {
      this.#expect();
      return ask(...asked);
    }) as typeof this.query;
  }

  /** Sets another time limit for later statements, ms. @returns the one before */
  setSilenceLimit(silenceMs: number): number {
    const before = this.#silenceMs;
    this.#silenceMs = silenceMs;
    return before;
  }

  #expect(): void {
    this.#asked = true;
    this.#wire().setTimeout(this.#silenceMs);
  }

  #rest(): void {
    this.#asked = false;
    this.#wire().setTimeout(PROBE_MS);
  }

  #wire(): Socket {
    if (!this.#stream) {
      this.#stream = socketOf(this);
      this.#stream.on('timeout', () => this.#silent());
    }
    return this.#stream;
  }

  #silent(): void {
    if (!this.#asked) {
      this.#probe();
      return;
    }
    const read = this.#wire().bytesRead;
    setTimeout(() => {
      if (this.#asked && this.#wire().bytesRead === read) this.#cut();
    }, READ_MS).unref();
  }

  #probe(): void {
    // Inside a transaction the server limits idle time itself.
    if (this.getTransactionStatus() !== 'I') {
      this.#rest();
      return;
    }
    // Also rejected when the client is being closed, which concerns nobody.
    this.query('SELECT 1').catch(() => this.#cut());
    this.#wire().setTimeout(Math.min(PROBE_SILENCE_MS, this.#silenceMs));
  }

  /** By a TCP reset: unsent data must not arrive later, when the work may have been done otherwise. */
  #cut(): void {
    const stream = this.#wire();
    if (this.#line.destroyed) return;
    // A Unix socket cannot be reset, and loses nothing on its way.
    if (this.#line.remoteAddress === undefined) this.#line.destroy();
    else this.#line.resetAndDestroy();
    const seconds = this.#silenceMs / 1000;
    stream.emit(
      'error',
      Object.assign(new Error(`PostgreSQL said nothing for ${seconds} s`), { code: 'ETIMEDOUT' }),
    );
    stream.destroy();
    this.peers.delete(this);
    for (const peer of this.peers) if (!peer.#asked) peer.#probe();
  }
}

function socketOf(client: Client): Socket {
  const { stream } = client.connection;
  if (stream instanceof Socket) return stream;
  throw new Error('node-postgres speaks over sockets');
}
