import { loadConfig } from '#lib/kernel';
import { PLATFORMS } from '#rules/platforms';
import { CommandError } from '../command-error.js';
import { withInstallation } from '../installation/installation.js';
import { say } from '../say.js';
import { error, type Finding, ok, reasonOf } from './check.js';
import { checkDatabase } from './database.js';
import { checkDisk, checkNode, checkTimeZones } from './machine.js';
import { checkNetworks } from './networks.js';
import { checkQueue } from './queue.js';
import { checkStorage } from './storage.js';

const MARK = { ok: 'ok     ', warning: 'warning', error: 'ERROR  ' } as const;

/** Checks everything this installation depends on. @returns 1 when something prevents Lineup from working */
export async function doctorCommand(env: NodeJS.ProcessEnv): Promise<number> {
  const findings = [checkNode(), checkTimeZones(new Date()), ...(await checkInstallation(env))];
  const width = Math.max(...findings.map(({ subject }) => subject.length));
  for (const { level, subject, detail, todo } of findings) {
    say(`${MARK[level]}  ${subject.padEnd(width)}  ${detail}`);
    if (todo) say(`${' '.repeat(width + 11)}→ ${todo}`);
  }
  const count = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length;
  say(`\n${count('ok')} ok, ${count('warning')} warnings, ${count('error')} errors`);
  return count('error') > 0 ? 1 : 0;
}

async function checkInstallation(env: NodeJS.ProcessEnv): Promise<Finding[]> {
  try {
    return await withInstallation(env, async ({ env: settings, home }) => [
      checkConfiguration(settings),
      checkDisk(home),
      ...(await checkDatabase(settings.DATABASE_URL)),
      ...(await checkQueue(settings.REDIS_URL)),
      ...(await checkStorage(settings)),
      ...(await checkNetworks(env)),
    ]);
  } catch (thrown) {
    if (!(thrown instanceof Error)) throw thrown;
    const todo = thrown instanceof CommandError ? 'See above' : 'Start it once: npm start shows more';
    return [error('Installation', reasonOf(thrown), todo)];
  }
}

function checkConfiguration(env: NodeJS.ProcessEnv): Finding {
  try {
    loadConfig(env, PLATFORMS);
    return ok('Settings', 'all readable');
  } catch (thrown) {
    return error('Settings', reasonOf(thrown), 'See the table of settings in README.md');
  }
}
