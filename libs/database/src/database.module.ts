import { type DynamicModule, Global, Module } from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import { CONFIG, type Config, shareConnections } from '#lib/kernel';
import type { DataSource } from 'typeorm';
import { dataSourceOptions } from './data-source.js';
import { Database } from './database.js';
import { DomainEvents } from './domain-events.js';
import { OutboxMessage } from './outbox.js';
import { ROLES, rowsOf } from './rows.js';

/** A role's data source, with the entities of all modules of the process. */
const opened = (role: (typeof ROLES)[number]): DynamicModule =>
  TypeOrmModule.forRootAsync({
    name: role,
    inject: [CONFIG],
    useFactory: (config: Config) => {
      const shares = shareConnections(config.DATABASE_POOL, config.REDIS_URL !== undefined);
      const [url, share] =
        role === 'lineup_app'
          ? [config.DATABASE_APP_URL, shares.app]
          : [config.DATABASE_ENGINE_URL, shares.engine];
      return {
        ...dataSourceOptions(url, role, [], share, config.DATABASE_TIMEOUT_SECONDS * 1000),
        autoLoadEntities: true,
        // The caller that started the process decides whether to try again.
        toRetry: () => false,
      };
    },
  });

/** The database for every module of a process. */
@Global()
@Module({})
export class DatabaseModule {
  static forRoot(): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [...ROLES.map(opened), ...rowsOf(OutboxMessage)],
      providers: [
        {
          provide: Database,
          inject: ROLES.map((role) => getDataSourceToken(role)),
          useFactory: (app: DataSource, engine: DataSource) => new Database(app, engine),
        },
        DomainEvents,
      ],
      exports: [Database, DomainEvents],
    };
  }
}
