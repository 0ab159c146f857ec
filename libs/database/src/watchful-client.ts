import { Socket } from 'node:net';
import { Client, type ClientConfig } from 'pg';

/** A line on which nothing is asked is tried after this silence, ms: who only listens would never learn of its end. */
const PROBE_MS = 3000;
/** Whoever is there answers that soon, ms. */
const PROBE_SILENCE_MS = 3000;
/** For what has arrived already to be read, after a process that stood still itself, ms. */
const READ_MS = 200;

/**
 * A session that notices a server that vanished without a word: who is asked and says nothing for so long is taken for
 * away, as if the line had been cut. What was asked is then in doubt: it may have been done.
 *
 * node-postgres has `query_timeout`, after which the connection would go back to the pool with its answer still to come.
 */
export class WatchfulClient extends Client {
  /** The wire, also below TLS. */
  readonly #line: Socket;
  /** What is read from and written to; known once something is asked. */
  #stream: Socket | null = null;
  #silenceMs: number;
  #asked = false;

  /**
   * @param silenceMs longest silence of a server that owes an answer, ms
   * @param peers other sessions of the same server: where one was left without a word, the others are tried at once
   */
  constructor(
    config: ClientConfig | undefined,
    silenceMs: number,
    private readonly peers = new Set<WatchfulClient>(),
  ) {
    super(config);
    this.#line = socketOf(this);
    this.#silenceMs = silenceMs;
    // Whoever asked is told. Without a listener the end of a session that nobody asks would end the process.
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

  /** Gives what is asked from now on another patience, ms. @returns the one before */
  wait(silenceMs: number): number {
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
    // Inside a transaction it is the server that counts how long nothing is asked.
    if (this.getTransactionStatus() !== 'I') {
      this.#rest();
      return;
    }
    // Also refused to a client that says goodbye, to nobody.
    this.query('SELECT 1').catch(() => this.#cut());
    this.#wire().setTimeout(Math.min(PROBE_SILENCE_MS, this.#silenceMs));
  }

  /** By a reset: what the wire has not taken yet must not arrive later, when others have decided otherwise meanwhile. */
  #cut(): void {
    const stream = this.#wire();
    if (this.#line.destroyed) return;
    // A socket of the file system knows no reset, and loses nothing on its way.
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
