import { buildStale } from '../../scripts/lib/build.mjs';
import { findNodeLts, findPostgres } from '../../scripts/lib/find-tools.mjs';

/** One PostgreSQL and one Redis for the whole run; every spec file clones its own database. */
export default async function globalSetup() {
  // Processes are started from dist, so it must be what is tested; npm test has built it already.
  buildStale({ quiet: true, tests: true });
  const { startPostgres, startRedis } = await import('../../dist/test/support/servers.js');
  const servers = await Promise.all([startPostgres(), startRedis()]);
  globalThis.lineupServers = servers;
  endWithUs(servers);
  process.env.POSTGRES_BIN ??= findPostgres() ?? '';
  process.env.NODE_LTS_PATH ??= findNodeLts() ?? '';
  process.env.TEST_DATABASE_URL = servers[0].url;
  process.env.TEST_REDIS_URL = servers[1].url;
}

/** A run that is interrupted has no tear-down: its servers are told to end all the same. */
function endWithUs(servers) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => {
      // None for a server that the tear-down has ended already.
      for (const { pid } of servers) if (pid) process.kill(pid, 'SIGINT');
      process.kill(process.pid, signal);
    });
  }
}
