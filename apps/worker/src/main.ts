import { NestFactory } from '@nestjs/core';
import type { Logger } from 'pino';
import { ConfigError, loadConfig, LOGGER, NestLogger, releaseStartUpMemory, startTracing } from '#lib/kernel';
import { PublishingMetrics } from '#lib/publishing';
import { serveMetrics } from './metrics-server.js';
import { WorkerModule } from './worker.module.js';

try {
  const config = loadConfig(process.env);
  const endTracing = await startTracing(config, 'worker');
  const app = await NestFactory.createApplicationContext(WorkerModule.forRoot(config), {
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(new NestLogger(app.get<Logger>(LOGGER)));
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
  process.stderr.write(
    `${error instanceof ConfigError ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
  );
  process.exit(1);
}
