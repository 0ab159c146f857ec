import { type DynamicModule, Global, Module } from '@nestjs/common';
import { CONFIG, type Config, shareConnections } from '#lib/kernel';
import { DataSource } from 'typeorm';
import { dataSourceOptions, type Entities } from './data-source.js';
import { Database } from './database.js';
import { DomainEvents } from './domain-events.js';

/** The database for every module of a process, over the entities that the process is composed of. */
@Global()
@Module({})
export class DatabaseModule {
  static forRoot(entities: Entities): DynamicModule {
    return {
      module: DatabaseModule,
      providers: [
        {
          provide: Database,
          inject: [CONFIG],
          useFactory: async (config: Config) => {
            const shares = shareConnections(config.DATABASE_POOL, config.REDIS_URL !== undefined);
            const open = (role: 'lineup_app' | 'lineup_engine') =>
              new DataSource(
                dataSourceOptions(
                  role === 'lineup_app' ? config.DATABASE_APP_URL : config.DATABASE_ENGINE_URL,
                  role,
                  entities,
                  role === 'lineup_app' ? shares.app : shares.engine,
                  config.DATABASE_TIMEOUT_SECONDS * 1000,
                ),
              ).initialize();
            return new Database(await open('lineup_app'), await open('lineup_engine'));
          },
        },
        DomainEvents,
      ],
      exports: [Database, DomainEvents],
    };
  }
}
