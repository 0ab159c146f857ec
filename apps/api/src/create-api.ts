import { getQueueToken } from '@nestjs/bullmq';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import type { Queue } from 'bullmq';
import compression from 'compression';
import { type Express, json } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { ApiRates, AuthHttp, Callers } from '#lib/identity';
import { type Config, isInNetworks, LOGGER, NestLogger, plainAddress } from '#lib/kernel';
import { MAIL_QUEUE } from '#lib/notifications';
import { PUBLISHING_QUEUE } from '#lib/publishing';
import type { Draining } from './draining.js';
import { ApiModule } from './api.module.js';
import { MetricsController } from './health/metrics.controller.js';
import { openApiDocument } from './openapi/document.js';
import { operatorsOnly } from './queues/operators.js';
import { BOARD_PATH, queueBoard, readOnly } from './queues/queue-board.js';
import { sandboxKeeper } from './sandbox/sandbox-keeper.js';
import { sandboxProxy } from './sandbox/sandbox-proxy.js';
import { tracedRequests } from './traced-requests.js';
import { serveWeb } from './web.js';
import { requireUtf8, wellFormedInput } from './well-formed-input.js';

/**
 * Answers are compressed from here on, bytes: lists and the calendar, which a phone waits for. Live events forbid it by
 * `no-transform`, and media are compressed already.
 */
const COMPRESSED_FROM = 8_192;

export interface ApiOptions {
  config: Config;
  /** Folder of the built web application; none serves the API alone. */
  webFolder?: string;
  /** Where Nest's own messages go while it starts; its own logger when absent. */
  logger?: Logger;
  /** Told of every request, so that it can end them in order. */
  draining?: Draining;
}

/** The HTTP process, ready to listen: security headers, sign-in, API, documentation, web application. */
export async function createApi({
  config,
  webFolder,
  logger,
  draining,
}: ApiOptions): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(ApiModule.forRoot(config), {
    bodyParser: false,
    ...(logger ? { logger: new NestLogger(logger) } : { bufferLogs: true }),
    abortOnError: false,
  });
  app.useLogger(new NestLogger(app.get<Logger>(LOGGER)));
  const server = app.getHttpAdapter().getInstance() as Express;
  server.disable('x-powered-by');
  if (draining) server.use(draining.watch);
  server.use('/api', app.get(MetricsController, { strict: false }).requests.watch);
  // What a proxy says of its client is believed from those that the settings name, hop by hop.
  server.set('trust proxy', (address: string) =>
    isInNetworks(plainAddress(address) ?? '', config.TRUSTED_PROXIES),
  );
  // Nobody keeps an answer (below), so nobody asks whether it changed; what has a version says so itself.
  server.disable('etag');
  const secure = config.PUBLIC_URL.startsWith('https:');
  server.use(
    helmet({
      contentSecurityPolicy: {
        directives: {
          defaultSrc: ["'self'"],
          // Mantine sets sizes and colours as style attributes.
          styleSrc: ["'self'", "'unsafe-inline'"],
          imgSrc: ["'self'", 'data:', 'blob:'],
          mediaSrc: ["'self'", 'blob:'],
          upgradeInsecureRequests: null,
        },
      },
      strictTransportSecurity: secure,
      // Browsers ignore it over plain http, and complain of it on every page.
      crossOriginOpenerPolicy: secure,
    }),
  );
  if (config.OTEL_EXPORTER_OTLP_ENDPOINT) server.use('/api', tracedRequests);
  if (config.SANDBOX_ORIGIN) {
    const keeper = sandboxKeeper(app.get(Callers, { strict: false }), config.PUBLIC_URL);
    server.use('/sandbox', sandboxProxy(config.SANDBOX_ORIGIN, keeper));
  }
  // An answer tells what the asking person may do: no browser keeps it for the next person who signs in there.
  server.use(['/api', BOARD_PATH], (_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  server.use('/api', compression({ threshold: COMPRESSED_FROM }));
  server.use('/api', app.get(ApiRates, { strict: false }).byAddress);
  const auth = app.get(AuthHttp, { strict: false });
  server.use('/api/auth', auth.readBody, auth.handle, auth.fail);
  server.use(
    BOARD_PATH,
    operatorsOnly(app.get(Callers, { strict: false })),
    readOnly,
    queueBoard(
      [PUBLISHING_QUEUE, MAIL_QUEUE].map((name) => app.get<Queue>(getQueueToken(name), { strict: false })),
    ),
  );
  server.use(json({ limit: '2mb', verify: requireUtf8 }));
  app.use(wellFormedInput);
  SwaggerModule.setup('api/docs', app, () => openApiDocument(app), { jsonDocumentUrl: 'api/openapi.json' });
  if (webFolder) serveWeb(server, webFolder);
  return app;
}
