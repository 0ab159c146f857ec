import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { EmbeddedPostgres } from '#lib/database/embedded';
import { signedInAsNobody } from '#lib/kernel/config';
import { entryOf, flagsOf } from '../checkout.js';
import { CommandError } from '../command-error.js';
import { isSet } from '../installation/installation.js';
import type { Lock } from '../installation/lock.js';
import type { Secrets } from '../installation/secrets.js';
import { say, step } from '../say.js';
import { ManagedChild } from './managed-child.js';
import { type Plan, sandboxOrigins } from './plan.js';
import { freePortFrom } from './ports.js';
import { Tasks } from './tasks.js';

/** Time for each process to finish its work, ms. The worker settles the publications it has begun. */
const GRACE_MS = { api: 5_000, worker: 20_000, sandbox: 3_000 };

export interface SupervisorOptions {
  plan: Plan;
  port: number;
  home: string;
  lock: Lock;
  secrets: Secrets;
  env: NodeJS.ProcessEnv;
  /** Called when something indispensable ended for good. */
  onFatal: (reason: string) => void;
}

/** Starts the database and Lineup's processes in order, keeps them alive, and ends them in the reverse order. */
export class Supervisor {
  readonly #tasks = new Tasks();
  readonly #children = new Map<'api' | 'worker' | 'sandbox', ManagedChild>();
  #postgres: Promise<EmbeddedPostgres> | null = null;
  #stopped: Promise<void> | null = null;

  constructor(private readonly options: SupervisorOptions) {}

  async start(): Promise<void> {
    const { plan, home, env, secrets, port } = this.options;
    const shared: NodeJS.ProcessEnv = {
      NODE_ENV: 'production',
      // A terminal shows warnings and errors only; a log collector gets everything.
      LOG_LEVEL: process.stderr.isTTY ? 'warn' : 'info',
      SHUTDOWN_SECONDS: '4',
      ...env,
      DATABASE_URL: await this.#database(),
      DATABASE_EMBEDDED: String(plan.embedded),
      LINEUP_HOME: home,
      LINEUP_SECRET: isSet(env.LINEUP_SECRET) ? env.LINEUP_SECRET : secrets.secret,
      PORT: String(port),
      PUBLIC_URL: plan.publicUrl ?? `http://localhost:${port}`,
    };
    this.#goOn();
    step('Checking the database schema');
    await this.#tasks.run(['migrate'], shared);
    if (plan.demonstration) {
      Object.assign(shared, sandboxOrigins(await this.#sandbox(shared)));
      await this.#seed(shared);
    }
    step('Starting the server and the worker');
    // They sign in as themselves and do not get the owner's password.
    const served = { ...shared, DATABASE_URL: signedInAsNobody(shared.DATABASE_URL ?? '') };
    await Promise.all([this.#run('api', served), this.#run('worker', served)]);
  }

  /** Stops everything, PostgreSQL last. A second call waits for the same stop. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    this.#tasks.stop();
    const own = Number(this.options.env.SHUTDOWN_SECONDS ?? 0) * 1000;
    const end = (name: keyof typeof GRACE_MS) => this.#children.get(name)?.stop(own + GRACE_MS[name]);
    await Promise.all([end('api'), end('worker')]);
    await end('sandbox');
    // A server that is still starting is waited for: else it would outlive this process.
    await this.#postgres?.then(
      (postgres) => postgres.stop(),
      () => undefined, // It never started; whoever started it was told why.
    );
  }

  /** Throws when the stop was requested during the start, so that nothing more is started. */
  #goOn(): void {
    if (this.#stopped) throw new CommandError('Stopped before Lineup was ready.');
  }

  async #database(): Promise<string> {
    const { plan, env, home, lock, secrets, onFatal } = this.options;
    if (!plan.embedded && isSet(env.DATABASE_URL)) return env.DATABASE_URL;
    const sentence = {
      init: 'Making the database',
      recover: 'Clearing what an earlier Lineup left behind',
      start: 'Starting PostgreSQL',
    };
    this.#postgres = EmbeddedPostgres.start({
      home,
      password: secrets.databasePassword,
      onProgress: (name) => step(sentence[name]),
    });
    const postgres = await this.#postgres;
    postgres.onUnexpectedExit(onFatal);
    lock.tell({ databasePort: Number(new URL(postgres.url).port) });
    return postgres.url;
  }

  async #sandbox(shared: NodeJS.ProcessEnv): Promise<string> {
    const port = await freePortFrom(this.options.port + 100, '127.0.0.1');
    await this.#run('sandbox', {
      ...shared,
      SANDBOX_HOST: '127.0.0.1',
      SANDBOX_PORT: String(port),
      SANDBOX_DATA: join(this.options.home, 'sandbox'),
    });
    return `http://127.0.0.1:${port}`;
  }

  /**
   * Writes example content into an empty database. An interrupted attempt is deleted first: nobody has used it yet.
   */
  async #seed(shared: NodeJS.ProcessEnv): Promise<void> {
    const mark = join(this.options.home, '.seeding');
    const interrupted = existsSync(mark);
    if (!interrupted && !(await isEmpty(shared.DATABASE_URL))) return;
    this.#goOn();
    writeFileSync(mark, '');
    step('Filling in the demonstration');
    await this.#tasks.run(['seed', '--demo', ...(interrupted ? ['--again'] : [])], shared);
    rmSync(mark, { force: true });
  }

  async #run(name: 'api' | 'worker' | 'sandbox', env: NodeJS.ProcessEnv): Promise<void> {
    this.#goOn();
    const child = new ManagedChild({
      name,
      entry: entryOf(name),
      flags: flagsOf(name),
      env,
      onMessage: say,
      onGiveUp: () => this.options.onFatal(`The ${name} keeps ending.`),
    });
    this.#children.set(name, child);
    await child.start();
  }
}

async function isEmpty(databaseUrl: string | undefined): Promise<boolean> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ empty: boolean }>(
      'SELECT NOT EXISTS (SELECT 1 FROM organisation) AS empty',
    );
    return rows[0]?.empty ?? false;
  } finally {
    await client.end();
  }
}
