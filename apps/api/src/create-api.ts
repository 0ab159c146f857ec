import { getQueueToken } from '@nestjs/bullmq';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import type { Queue } from 'bullmq';
import compression from 'compression';
import { type Express, json } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { ApiRates, AuthHttp, Authenticator } from '#lib/identity';
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
 * Answers of at least this many bytes are compressed: lists and the calendar, for phones. Live events opt out with
 * `no-transform`, and media are compressed already.
 */
const COMPRESSED_FROM = 8_192;

export interface ApiOptions {
  config: Config;
  /** Folder of the built web application; without it, only the API is served. */
  webFolder?: string;
  /** Logger for Nest's messages while it starts; Nest's own when absent. */
  logger?: Logger;
  /** Tracks every request, so that they can be finished in order. */
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
  // Forwarding headers are trusted from the proxies in the settings only, hop by hop.
  server.set('trust proxy', (address: string) =>
    isInNetworks(plainAddress(address) ?? '', config.TRUSTED_PROXIES),
  );
  // Answers are not cached (below), so they need no ETag; versioned resources set their own.
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
      // Browsers ignore this header over plain http, and warn about it on every page.
      crossOriginOpenerPolicy: secure,
    }),
  );
  if (config.OTEL_EXPORTER_OTLP_ENDPOINT) server.use('/api', tracedRequests);
  if (config.SANDBOX_ORIGIN) {
    const keeper = sandboxKeeper(app.get(Authenticator, { strict: false }), config.PUBLIC_URL);
    server.use('/sandbox', sandboxProxy(config.SANDBOX_ORIGIN, keeper));
  }
  // Answers depend on the person, so browsers must not cache them for the next one who signs in there.
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
    operatorsOnly(app.get(Authenticator, { strict: false })),
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
