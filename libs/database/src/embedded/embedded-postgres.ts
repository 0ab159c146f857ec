import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { type Binaries, locateBinaries } from './binaries.js';
import { serviceUser, type ServiceUser } from './service-user.js';
import { recoverStalePostmaster } from './stale-postmaster.js';

export interface EmbeddedOptions {
  /** Folder that holds everything; the service user must be able to enter it. */
  home: string;
  password: string;
  /** Tests only: faster, but not safe against a power cut. */
  unsafe?: boolean;
  /** TCP port on loopback; a free one when absent. */
  port?: number;
  onProgress?: (step: 'init' | 'recover' | 'start') => void;
}

/** An embedded PostgreSQL server on loopback; it ends with the process that started it. */
export class EmbeddedPostgres {
  #child: ChildProcess | null = null;
  #log: string[] = [];
  #url = '';

  private constructor(
    private readonly options: EmbeddedOptions,
    private readonly user: ServiceUser,
    private readonly binaries: Binaries,
  ) {}

  /**
   * Starts the server, and creates its data folder the first time. @throws Error that says what is wrong and what to
   * do
   */
  static async start(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
    const user = serviceUser();
    mkdirSync(options.home, { recursive: true });
    if (user.uid !== undefined) chmodSync(options.home, 0o755);
    const server = new EmbeddedPostgres(options, user, await locateBinaries(options.home, user));
    server.#init();
    const recovered = await recoverStalePostmaster(server.dataDir);
    if (recovered !== 'none') options.onProgress?.('recover');
    await server.#boot();
    return server;
  }

  get dataDir(): string {
    return join(this.options.home, 'postgres');
  }

  /** Address of the application's database, signed in as the owner. */
  get url(): string {
    return this.#url;
  }

  /** Process id of the postmaster. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Calls the listener when the server ends without `stop`. */
  onUnexpectedExit(listener: (detail: string) => void): void {
    this.#child?.once('exit', (code, signal) => {
      if (this.#child) listener(`PostgreSQL ended (${signal ?? code}):\n${this.#log.slice(-10).join('')}`);
    });
  }

  /**
   * Fast shutdown: open sessions are ended. `immediate` is like a crash: nothing is flushed, and the next start
   * recovers. Committed work is safe either way.
   */
  async stop(mode: 'fast' | 'immediate' = 'fast'): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null) return;
    this.#child = null;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill(mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
    await ended;
  }

  #init(): void {
    if (existsSync(join(this.dataDir, 'PG_VERSION'))) return;
    this.options.onProgress?.('init');
    rmSync(this.dataDir, { recursive: true, force: true });
    mkdirSync(this.dataDir, { mode: 0o700 });
    const passwordFile = join(this.options.home, '.init-password');
    writeFileSync(passwordFile, this.options.password, { mode: 0o600 });
    const { uid, gid } = this.user;
    if (uid !== undefined && gid !== undefined) {
      chownSync(this.dataDir, uid, gid);
      chownSync(passwordFile, uid, gid);
    }
    const flags = [
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--username=lineup_owner',
      `--pwfile=${passwordFile}`,
    ];
    const result = spawnSync(
      this.binaries.initdb,
      [`--pgdata=${this.dataDir}`, ...flags, ...(this.options.unsafe ? ['--no-sync'] : [])],
      {
        ...this.user,
        cwd: '/',
        encoding: 'utf8',
        env: { ...process.env, LC_ALL: 'C' },
      },
    );
    rmSync(passwordFile, { force: true });
    if (result.status !== 0) {
      rmSync(this.dataDir, { recursive: true, force: true });
      throw new Error(`The database folder could not be made:\n${result.stderr || result.error?.message}`);
    }
  }

  async #boot(): Promise<void> {
    this.options.onProgress?.('start');
    const port = this.options.port ?? (await freePort());
    const settings: Record<string, string> = {
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      max_connections: '150',
      shared_buffers: '64MB',
      jit: 'off',
      // A burst of posts is planned within seconds, and statistics must follow before it is due: else the engine's
      // look-ups get bad plans.
      autovacuum_naptime: '10s',
      ...(this.options.unsafe ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
    };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    // Its own process group: Ctrl-C reaches this process only, which stops the server last.
    const child = spawn(this.binaries.postgres, ['-D', this.dataDir, '-p', String(port), ...flags], {
      ...this.user,
      cwd: '/',
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      this.#log.push(chunk.toString());
      if (this.#log.length > 50) this.#log.shift();
    });
    this.#child = child;
    await this.#untilReady(port, child);
    this.#url = `postgres://lineup_owner:${encodeURIComponent(this.options.password)}@127.0.0.1:${port}/lineup`;
  }

  async #untilReady(port: number, child: ChildProcess): Promise<void> {
    for (let attempt = 0; attempt < 600; attempt++) {
      if (child.exitCode !== null) {
        throw new Error(`PostgreSQL did not start:\n${this.#log.slice(-10).join('')}`);
      }
      const client = new Client({
        host: '127.0.0.1',
        port,
        user: 'lineup_owner',
        password: this.options.password,
        database: 'postgres',
      });
      // An error event after a refused connection must not end the process.
      client.on('error', () => undefined);
      try {
        await client.connect();
        const { rowCount } = await client.query(`SELECT 1 FROM pg_database WHERE datname = 'lineup'`);
        if (!rowCount) await client.query('CREATE DATABASE lineup');
        await client.end();
        return;
      } catch (error) {
        const code = (error as { code?: string }).code;
        // 57P03: starting up or recovering. Any other error is final.
        if (code !== 'ECONNREFUSED' && code !== '57P03' && code !== 'ECONNRESET') {
          await this.stop();
          throw error;
        }
        await sleep(50);
      }
    }
    throw new Error('PostgreSQL did not become ready within 30 seconds');
  }
}

/** A free TCP port on loopback. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
