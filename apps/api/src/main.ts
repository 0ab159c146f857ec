import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { ConfigError, loadConfig, releaseStartUpMemory, startTracing } from '#lib/kernel';
import { createApi } from './create-api.js';

/** How long requests in flight may take when the process is told to stop, ms. */
const PATIENCE_MS = 4000;

const webFolder = fileURLToPath(new URL('../../web', import.meta.url));

try {
  const config = loadConfig(process.env);
  const endTracing = await startTracing(config, 'api');
  const app = await createApi({ config, ...(existsSync(webFolder) ? { webFolder } : {}) });
  await app.listen(config.PORT, config.HOST);
  const stop = (): void => {
    // Live streams end by themselves (Changes), requests are answered; what hangs is cut.
    const server: Server = app.getHttpServer();
    setInterval(() => server.closeIdleConnections(), 100).unref();
    setTimeout(() => server.closeAllConnections(), PATIENCE_MS).unref();
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
