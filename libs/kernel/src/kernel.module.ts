import { type DynamicModule, Global, Module } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Clock, SystemClock } from './clock.js';
import { CONFIG, type Config } from './config/config.js';
import { createLogger, LOGGER } from './logging.js';
import { MailServer } from './mail/mail-server.js';
import { GuardedClient } from './outbound/guarded-client.js';
import { Secret } from './secret.js';
import { Vault } from './vault.js';

/** A 32-byte key derived from the secret, whatever its length. */
export const masterKey = (secret: Secret<string>): Secret<Buffer> =>
  new Secret(createHash('sha256').update(secret.reveal()).digest());

/** Configuration, clock, logger, guarded client and vault for every other module. */
@Global()
@Module({})
export class KernelModule {
  static forRoot(config: Config, service: string): DynamicModule {
    const keys = [config.LINEUP_SECRET, config.LINEUP_SECRET_PREVIOUS].filter((key) => key !== null);
    return {
      module: KernelModule,
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: Clock, useClass: SystemClock },
        { provide: LOGGER, useValue: createLogger(service, config.LOG_LEVEL) },
        { provide: GuardedClient, useValue: new GuardedClient({ allowed: config.OUTBOUND_ALLOW }) },
        MailServer,
        { provide: Vault, useValue: new Vault(keys.map(masterKey)) },
      ],
      exports: [CONFIG, Clock, LOGGER, GuardedClient, MailServer, Vault],
    };
  }
}
