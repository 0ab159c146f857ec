import type { Logger } from 'pino';
import { type Config, ConfigError } from './config/config.js';
import { describeSettings } from './config/describe-settings.js';

/** Version of this build, for metrics and heartbeats. */
export const VERSION = '0.1.0';

/**
 * Sends everything that a process prints to the log as JSON lines: libraries' own output, Node's warnings, uncaught
 * errors. Called first in a process's entry.
 */
export function logWhatIsPrinted(logger: Logger): void {
  const say =
    (level: 'error' | 'warn' | 'info') =>
    (...said: unknown[]): void => {
      const err = said.find((part) => part instanceof Error);
      const words = said.filter((part) => typeof part === 'string').join(' ');
      logger[level]({ printed: true, ...(err ? { err } : {}) }, words || (err?.message ?? 'printed'));
    };
  Object.assign(console, { error: say('error'), warn: say('warn'), log: say('info'), info: say('info') });
  process.removeAllListeners('warning');
  process.on('warning', (warning) => logger.warn({ err: warning }, 'Node.js warns'));
  const end = (thrown: unknown): void => {
    logger.fatal({ err: thrown }, 'ended by what nobody caught');
    process.exit(1);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}

/** The first line: version, settings and places of the data; without secrets. */
export function logStart(logger: Logger, config: Config): void {
  logger.info(
    { version: VERSION, node: process.version, pid: process.pid, settings: describeSettings(config) },
    'starting',
  );
}

/** The last line of a process that could not start. Errors in the settings are logged as sentences for operators. */
export function logFailedStart(logger: Logger, thrown: unknown): void {
  if (thrown instanceof ConfigError) process.stderr.write(`${thrown.message}\n`);
  else logger.fatal({ err: thrown }, 'did not start');
}
