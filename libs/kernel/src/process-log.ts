import type { Logger } from 'pino';
import { type Config, ConfigError } from './config/config.js';
import { describeSettings } from './config/describe-settings.js';

/** Of this build, as the metrics and the beat of workers name it. */
export const VERSION = '0.1.0';

/**
 * Makes the log the one voice of a process: what libraries print by themselves (a queue without Redis, a warning of Node) and
 * what nobody caught become JSON lines like all others. For the entry of a process, before anything else is made.
 */
export function speakThrough(logger: Logger): void {
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

/** The first line: which version runs with which settings, and where what it works with is. No secret is in it. */
export function logStart(logger: Logger, config: Config): void {
  logger.info(
    { version: VERSION, node: process.version, pid: process.pid, settings: describeSettings(config) },
    'starting',
  );
}

/** The last line of a process that could not start. Settings that cannot work are told in words for whoever set them. */
export function logFailedStart(logger: Logger, thrown: unknown): void {
  if (thrown instanceof ConfigError) process.stderr.write(`${thrown.message}\n`);
  else logger.fatal({ err: thrown }, 'did not start');
}
