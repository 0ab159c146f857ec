import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  createLogger,
  loadConfig,
  logFailedStart,
  logStart,
  releaseStartUpMemory,
  speakThrough,
  startTracing,
} from '#lib/kernel';
import { PLATFORMS } from '#lib/platforms';
import { createApi } from './create-api.js';
import { Draining } from './draining.js';
import { Changes } from './events/changes.service.js';

const webFolder = fileURLToPath(new URL('../../web', import.meta.url));

const logger = createLogger('api', 'info');
speakThrough(logger);
// Where files may not grow beyond a limit, the write says so; nobody's upload ends the process.
process.on('SIGXFSZ', () => undefined);
try {
  const config = loadConfig(process.env, PLATFORMS);
  logger.level = config.LOG_LEVEL;
  logStart(logger, config);
  const endTracing = await startTracing(config, 'api');
  const draining = new Draining();
  const app = await createApi({
    config,
    logger,
    draining,
    ...(existsSync(webFolder) ? { webFolder } : {}),
  });
  await app.listen(config.PORT, config.HOST);
  const stop = async (): Promise<void> => {
    await draining.announce(config.SHUTDOWN_NOTICE_SECONDS * 1000);
    // Live streams would never end; requests are answered while all they need is still there.
    app.get(Changes, { strict: false }).stream.complete();
    await draining.end(app.getHttpServer(), config.SHUTDOWN_SECONDS * 1000);
    await app.close();
    await endTracing();
  };
  const stopOnce = (): void => {
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stopOnce);
  process.once('SIGINT', stopOnce);
  process.once('disconnect', stopOnce);
  process.send?.({ ready: true });
  releaseStartUpMemory();
} catch (error) {
  logFailedStart(logger, error);
  process.exit(1);
}
