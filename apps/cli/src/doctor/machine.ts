import { accessSync, constants, statfsSync } from 'node:fs';
import { error, type Finding, ok, reasonOf, warning } from './check.js';

const NODE_AT_LEAST = [20, 19] as const;
/** Below this a day of videos may fill the disk, bytes. */
const LITTLE = 2e9;
/** Zone tables change several times a year; older ones may miss a law. */
const TABLE_MAX_AGE_YEARS = 1;

export function checkNode(version = process.versions.node): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const enough = major > NODE_AT_LEAST[0] || (major === NODE_AT_LEAST[0] && minor >= NODE_AT_LEAST[1]);
  return enough
    ? ok('Node.js', version)
    : error('Node.js', version, `Install ${NODE_AT_LEAST.join('.')} or newer`);
}

/** Node has its own zone tables, which may be outdated. */
export function checkTimeZones(now: Date, table = process.versions.tz): Finding {
  const year = Number(/^(\d{4})/.exec(table ?? '')?.[1]);
  if (!year) return warning('Time zones', 'no table version', 'Use a Node.js built with full ICU');
  return now.getUTCFullYear() - year > TABLE_MAX_AGE_YEARS
    ? warning(
        'Time zones',
        `table ${table}`,
        'Update Node.js: hours of zones that changed their law may be wrong',
      )
    : ok('Time zones', `table ${table}`);
}

export function checkDisk(home: string): Finding {
  try {
    accessSync(home, constants.R_OK | constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(home);
    const free = bavail * bsize;
    const detail = `${home}, ${(free / 1e9).toFixed(1)} GB free`;
    return free < LITTLE
      ? warning('Data folder', detail, 'Make room: media are kept there')
      : ok('Data folder', detail);
  } catch (thrown) {
    return error(
      'Data folder',
      `${home}: ${reasonOf(thrown)}`,
      'Set LINEUP_HOME to a folder that Lineup may write to',
    );
  }
}
