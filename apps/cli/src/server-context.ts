import type { INestApplicationContext } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ApprovalsModule } from '#lib/approvals';
import { BrandModule } from '#lib/brand';
import { ChannelsModule } from '#lib/channels';
import { DatabaseModule, ensureSignIns, pendingMigrations } from '#lib/database';
import { IdentityModule } from '#lib/identity';
import { type Config, KernelModule, loadConfig } from '#lib/kernel';
import { PLATFORMS } from '#lib/platforms';
import { MediaModule } from '#lib/media';
import { OrganisationModule } from '#lib/organisation';
import { PlanningModule } from '#lib/planning';
import { PostsModule } from '#lib/posts';
import { PublicationsModule } from '#lib/publishing';
import { CommandError } from './command-error.js';

@Module({})
class CliModule {}

const composed = (config: Config) => ({
  module: CliModule,
  imports: [
    KernelModule.forRoot(config, 'cli'),
    DatabaseModule.forRoot(),
    IdentityModule.forRoot({ http: true }),
    OrganisationModule,
    BrandModule,
    ChannelsModule.forRoot({ http: true }),
    MediaModule.forRoot({ http: true }),
    PostsModule,
    ApprovalsModule,
    PlanningModule,
    PublicationsModule,
  ],
});

/**
 * Runs work with every service of the server, without listening.
 * @throws CommandError for a database that is empty, or of another version
 */
export async function withServer<T>(
  env: NodeJS.ProcessEnv,
  work: (app: INestApplicationContext) => Promise<T>,
): Promise<T> {
  const config = loadConfig({ ...env, LOG_LEVEL: env.LOG_LEVEL ?? 'warn' }, PLATFORMS);
  const pending = await pendingMigrations(config.DATABASE_URL);
  if (pending.length > 0) {
    throw new CommandError(
      `The database is empty or of an older Lineup: ${pending.length} changes are missing. Start Lineup once, or run: npm run lineup -- migrate`,
    );
  }
  // Commands run as the database's owner, and also with a new secret.
  await ensureSignIns(config.DATABASE_URL, config.LINEUP_SECRET.reveal());
  const app = await NestFactory.createApplicationContext(composed(config), {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}
