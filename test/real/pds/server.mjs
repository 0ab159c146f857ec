// A personal data server of the AT Protocol with its directory of accounts, on this machine and in memory or a folder that is
// thrown away. Its packages are in REAL_PACKAGES. Writes one JSON line once it listens: { "origin": … }.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Both would listen on every interface of the machine. */
const listen = Server.prototype.listen;
Server.prototype.listen = function (port, ...rest) {
  return typeof port === 'number'
    ? listen.call(this, port, '127.0.0.1', ...rest)
    : listen.call(this, port, ...rest);
};

const freePort = () =>
  new Promise((done) => {
    const server = createServer();
    server.listen(0, () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

process.env.LOG_ENABLED = 'false';
const require = createRequire(resolve(process.env.REAL_PACKAGES, 'package.json'));
const { PlcServer, Database } = require('@did-plc/server');
const { envToCfg, envToSecrets, PDS } = require('@atproto/pds');

const [port, directoryPort] = [await freePort(), await freePort()];
const directory = PlcServer.create({ db: Database.mock(), port: directoryPort });
await directory.start();
const folder = mkdtempSync(join(tmpdir(), 'lineup-pds-'));
const secret = () => randomBytes(32).toString('hex');
const nowhere = (name) => ({ url: `https://${name}.invalid`, did: `did:example:${name}` });
const [view, moderation] = [nowhere('view'), nowhere('moderation')];
const environment = {
  devMode: true,
  port,
  hostname: 'localhost',
  dataDirectory: folder,
  blobstoreDiskLocation: join(folder, 'blobs'),
  serviceHandleDomains: ['.test'],
  didPlcUrl: `http://localhost:${directoryPort}`,
  jwtSecret: secret(),
  adminPassword: secret(),
  dpopSecret: secret(),
  plcRotationKeyK256PrivateKeyHex: secret(),
  inviteRequired: false,
  bskyAppViewUrl: view.url,
  bskyAppViewDid: view.did,
  modServiceUrl: moderation.url,
  modServiceDid: moderation.did,
  rateLimitsEnabled: process.env.RATE_LIMITS === '1',
  disableSsrfProtection: true,
  crawlers: [],
};
const server = await PDS.create(envToCfg(environment), envToSecrets(environment));
await server.start();
process.stdout.write(`${JSON.stringify({ origin: `http://localhost:${port}` })}\n`);

process.on('SIGTERM', async () => {
  await server.destroy();
  await directory.destroy();
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});
