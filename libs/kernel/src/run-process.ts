import type { Logger } from 'pino';
import { type Config, loadConfig } from './config/config.js';
import { createLogger } from './logging.js';
import { logFailedStart, logStart, logWhatIsPrinted } from './process-log.js';
import { releaseStartUpMemory } from './start-up-memory.js';
import { startTracing } from './tracing/start-tracing.js';

/** Stops a process in order; may take its time. */
export type Stop = () => Promise<void>;

/**
 * Runs one of Lineup's processes: settings, log and tracing first, a message to the parent once it is ready, and an
 * orderly stop on a signal or when the parent is gone. Exits with 1 when it could not start, or not stop.
 * @param platforms whose settings are read
 * @param start starts the process's work @returns how to stop it
 */
export async function runProcess(
  name: 'api' | 'worker',
  platforms: readonly string[],
  start: (config: Config, logger: Logger) => Promise<Stop>,
): Promise<void> {
  const logger = createLogger(name, 'info');
  logWhatIsPrinted(logger);
  try {
    const config = loadConfig(process.env, platforms);
    logger.level = config.LOG_LEVEL;
    logStart(logger, config);
    const endTracing = await startTracing(config, name);
    const stop = await start(config, logger);
    endWhenAsked(() => stop().then(endTracing));
    process.send?.({ ready: true });
    releaseStartUpMemory();
  } catch (error) {
    logFailedStart(logger, error);
    process.exit(1);
  }
}

/** Stops once, on the first signal. */
function endWhenAsked(stop: Stop): void {
  let stopping = false;
  const end = (): void => {
    if (stopping) return;
    stopping = true;
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const sign of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(sign, end);
}
