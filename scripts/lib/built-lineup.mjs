import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';

/**
 * The built processes of any checkout, old or new: each is started by its own `dist`, as operators start it.
 * @param {string} folder of the checkout
 * @param {Record<string, string>} settings
 */
export function builtLineup(folder, settings) {
  const running = [];
  const launch = (app, args = [], more = {}) => {
    const child = fork(resolve(join(folder, `dist/apps/${app}/src/main.js`)), args, {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...settings, ...more },
      execArgv: [],
      silent: true,
    });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
    return { child, printed: () => printed, ended: once(child, 'close') };
  };
  const fail = (what, printed) => {
    throw new Error(`${what} failed:\n${printed()}`);
  };
  return {
    /** Runs one command of `lineup` to its end. @throws {Error} with what it printed */
    async command(...args) {
      const { printed, ended } = launch('cli', args);
      const [code] = await ended;
      if (code !== 0) fail(`lineup ${args.join(' ')}`, printed);
    },
    /** Starts a process, which is ended by `kill` or with all others by `stop`. @throws {Error} with what it printed */
    async start(app, more = {}) {
      const { child, printed, ended } = launch(app, [], more);
      running.push({ child, ended });
      const ready = once(child, 'message').then(([message]) => message);
      const message = await Promise.race([ready, ended.then(() => fail(app, printed))]);
      return {
        message,
        printed,
        async kill() {
          child.kill('SIGKILL');
          await ended;
        },
      };
    },
    async stop() {
      for (const { child } of running) if (child.exitCode === null) child.kill('SIGTERM');
      await Promise.all(running.map(({ ended }) => ended));
    },
  };
}
