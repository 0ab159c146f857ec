import { chooseHome, openHome } from '../installation/home.js';
import { isSet } from '../installation/installation.js';
import { Lock } from '../installation/lock.js';
import { keepSecrets } from '../installation/secrets.js';
import { CommandError } from '../command-error.js';
import { failure, say } from '../say.js';
import { type Plan, planStart } from './plan.js';
import { freePortFrom, isFree } from './ports.js';
import { printSummary } from './summary.js';
import { Supervisor } from './supervisor.js';

/** `lineup start`: runs everything on one machine until it is stopped. */
export async function start(env: NodeJS.ProcessEnv): Promise<void> {
  const began = performance.now();
  const plan = planStart(env);
  const home = chooseHome(env, plan.embedded);
  openHome(home, plan.embedded);
  const lock = Lock.take(home);
  if (!(lock instanceof Lock)) {
    const where = lock.url ? `on ${lock.url}` : 'and is just starting';
    throw new CommandError(`Lineup already runs ${where} (process ${lock.pid}, data in ${home}).`);
  }
  process.once('exit', () => lock.release());

  const secrets = keepSecrets(home);
  const port = await choosePort(plan);
  const supervisor = new Supervisor({
    plan,
    port,
    home,
    lock,
    secrets,
    env,
    onFatal: (reason) => end(1, reason),
  });
  let ending: Promise<void> | null = null;
  const end = (code: number, reason?: string): void => {
    if (reason) failure(reason);
    ending ??= supervisor.stop().then(
      () => process.exit(code),
      (error: unknown) => {
        failure(error);
        process.exit(1);
      },
    );
  };
  const stop = (): void => {
    if (!ending) say('Stopping…');
    end(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.on(signal, stop);
  if (isSet(env.npm_lifecycle_event)) whenOrphaned(stop);

  try {
    await supervisor.start();
  } catch (error) {
    // Stopped meanwhile, so the error is no failure.
    if (ending) return;
    await supervisor.stop();
    throw error;
  }
  const url = plan.publicUrl ?? `http://localhost:${port}`;
  lock.tell({ url });
  printSummary({
    url,
    home,
    embedded: plan.embedded,
    demoPassword: plan.demonstration ? secrets.demoPassword : null,
    tookMs: performance.now() - began,
  });
}

/** A killed npm sends no signal and nobody else would stop this process; its parent's id shows it. */
function whenOrphaned(stop: () => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 1000);
  watch.unref();
}

async function choosePort({ port, host, publicUrl }: Plan): Promise<number> {
  if (port !== 0 && (await isFree(port, host))) return port;
  if (publicUrl) throw new CommandError(`Port ${port} is taken, and PUBLIC_URL (${publicUrl}) counts on it.`);
  const free = await freePortFrom(port === 0 ? 3000 : port + 1, host);
  if (port !== 0) say(`Port ${port} is taken by another program; using ${free}.`);
  return free;
}
