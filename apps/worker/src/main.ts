import { NestFactory } from '@nestjs/core';
import {
  createLogger,
  loadConfig,
  logFailedStart,
  logStart,
  NestLogger,
  releaseStartUpMemory,
  speakThrough,
  startTracing,
} from '#lib/kernel';
import { PublishingMetrics } from '#lib/publishing/engine';
import { serveMetrics } from './metrics-server.js';
import { WorkerModule } from './worker.module.js';

const logger = createLogger('worker', 'info');
speakThrough(logger);
try {
  const config = loadConfig(process.env);
  logger.level = config.LOG_LEVEL;
  logStart(logger, config);
  const endTracing = await startTracing(config, 'worker');
  const app = await NestFactory.createApplicationContext(WorkerModule.forRoot(config), {
    logger: new NestLogger(logger),
    abortOnError: false,
  });
  const metrics =
    config.METRICS_PORT === undefined
      ? null
      : serveMetrics(
          app.get(PublishingMetrics, { strict: false }).registry,
          config.METRICS_PORT,
          config.HOST,
        );
  const stop = (): void => {
    metrics?.close();
    app.close().then(
      () => endTracing().then(() => process.exit(0)),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.once('disconnect', stop);
  process.send?.({ ready: true });
  releaseStartUpMemory();
} catch (error) {
  logFailedStart(logger, error);
  process.exit(1);
}
