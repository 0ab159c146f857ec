import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ConfigError, loadConfig } from '#lib/kernel';
import { createApi } from './create-api.js';

const webFolder = fileURLToPath(new URL('../../web', import.meta.url));

try {
  const config = loadConfig(process.env);
  const app = await createApi({ config, ...(existsSync(webFolder) ? { webFolder } : {}) });
  await app.listen(config.PORT, config.HOST);
  const stop = (): void => {
    // Live streams would hold the server open for ever.
    (app.getHttpServer() as { closeAllConnections(): void }).closeAllConnections();
    app.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.once('disconnect', stop);
  process.send?.({ ready: true });
} catch (error) {
  process.stderr.write(
    `${error instanceof ConfigError ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
  );
  process.exit(1);
}
