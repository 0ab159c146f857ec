import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runProcess } from '#lib/kernel';
import { PLATFORMS } from '#lib/platforms';
import { createApi } from './create-api.js';
import { Draining } from './draining.js';
import { Changes } from './events/changes.service.js';

const webFolder = fileURLToPath(new URL('../../web', import.meta.url));

// A write above the system's file size limit then fails, instead of ending the process.
process.on('SIGXFSZ', () => undefined);

await runProcess('api', PLATFORMS, async (config, logger) => {
  const draining = new Draining();
  const app = await createApi({
    config,
    logger,
    draining,
    ...(existsSync(webFolder) ? { webFolder } : {}),
  });
  await app.listen(config.PORT, config.HOST);
  return async () => {
    await draining.announce(config.SHUTDOWN_NOTICE_SECONDS * 1000);
    // Live streams would never end by themselves. Requests are answered while everything they need is still
    // available.
    app.get(Changes, { strict: false }).stream.complete();
    await draining.end(app.getHttpServer(), config.SHUTDOWN_SECONDS * 1000);
    await app.close();
  };
});
