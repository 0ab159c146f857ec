import { NestFactory } from '@nestjs/core';
import { NestLogger, runProcess } from '#lib/kernel';
import { PLATFORMS } from '#lib/platforms';
import { PublishingMetrics } from '#lib/publishing/engine';
import { serveMetrics } from './metrics-server.js';
import { WorkerModule } from './worker.module.js';

await runProcess('worker', PLATFORMS, async (config, logger) => {
  const app = await NestFactory.createApplicationContext(WorkerModule.forRoot(config), {
    logger: new NestLogger(logger),
    abortOnError: false,
  });
  const { registry } = app.get(PublishingMetrics, { strict: false });
  const metrics =
    config.METRICS_PORT === undefined ? null : serveMetrics(registry, config.METRICS_PORT, config.HOST);
  return async () => {
    metrics?.close();
    await app.close();
  };
});
