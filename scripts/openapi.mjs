// Writes the OpenAPI document and the typed client's schema out of the compiled API. No database is needed.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { loadConfig } from '../dist/libs/kernel/src/index.js';
import { ApiModule } from '../dist/apps/api/src/api.module.js';
import { openApiDocument } from '../dist/apps/api/src/openapi/document.js';

const config = loadConfig(
  {
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    LINEUP_HOME: '/nonexistent',
    LINEUP_SECRET: 'only-to-read-the-routes-of-the-api',
  },
  [],
);
const app = await NestFactory.create(ApiModule.forRoot(config), { preview: true, logger: ['error'] });
writeFileSync('apps/api/openapi.json', `${JSON.stringify(openApiDocument(app), null, 2)}\n`);
execFileSync(
  'npx',
  ['openapi-typescript', 'apps/api/openapi.json', '-o', 'apps/web/src/shared/api/schema.d.ts'],
  { stdio: 'inherit' },
);
process.exit(0);
