import { NestFactory } from '@nestjs/core';
import { WorkerModule } from '../../apps/worker/src/worker.module.js';
import { OverdueWatch, Retention } from '#lib/health';
import { loadConfig } from '#lib/kernel';
import { PLATFORMS } from '#lib/platforms';
import { OPERATOR } from '../support/api.js';
import { buildMember, signIn } from '../support/factories.js';
import type { HttpClient } from '../support/http.js';
import { addressOf, type JsonSchema, type Operation, operations, resolved } from '../support/operations.js';
import { type ApprovedPost, refuseForEver, type TestInstallation } from '../support/installation.js';
import { until } from '../support/until.js';

/** Values that mean something to lists, by the name of the parameter. */
type Known = Record<string, string>;

/** Each route once as it is called without choices, then with each of its choices. */
export async function driveRoutes(installation: TestInstallation): Promise<void> {
  const { api, admin } = installation;
  const operator = await buildMember(api, 'admin', { organisation: admin.organisation, email: OPERATOR });
  const ids = await idsOf(installation);
  await signIn(api, admin);
  const local = await buildMember(api, 'editor', {
    organisation: admin.organisation,
    establishmentId: ids.establishments?.[0] ?? '',
  });
  for (const operation of operations) {
    // What ends the session that asks comes to an end of its own.
    if (operation.path.includes('/stream') || operation.path.includes('/events')) continue;
    // Somebody of one establishment among the three hundred: what they may read is a small part of everything.
    const readers = operation.method === 'GET' ? [local.http] : [];
    const http = operation.path.includes('/health') ? operator.http : admin.http;
    for (const id of ids[nounOf(operation)] ?? [ids.posts?.[0] ?? '']) {
      for (const query of queriesOf(operation, ids)) {
        for (const reader of [http, ...readers]) await call(reader, operation, { id }, query);
      }
    }
  }
  await fetch(`${api.url}/metrics`);
  await fetch(`${api.url}/api/health`);
}

/** Posts go out, fail, are told and looked after, in a worker of this very process. */
export async function driveJobs(installation: TestInstallation): Promise<void> {
  const posts: ApprovedPost[] = [];
  for (const platform of PLATFORMS) {
    posts.push(await installation.approved(platform));
  }
  const refused = await installation.approved(PLATFORMS[0]);
  refuseForEver(installation, refused);
  posts.push(refused);
  for (const { postId } of posts) await installation.schedule(postId, 2);
  const worker = await NestFactory.createApplicationContext(
    WorkerModule.forRoot(loadConfig(installation.env, PLATFORMS)),
    {
      logger: false,
      abortOnError: false,
    },
  );
  try {
    await until(
      'the posts to be out',
      async () => {
        const { rows } = await installation.database.query<{ open: number }>(
          `SELECT count(*)::int AS open FROM publication
           WHERE post_id = ANY($1) AND (state NOT IN ('published', 'failed') OR first_comment = 'pending')`,
          [posts.map(({ postId }) => postId)],
        );
        return rows[0]?.open === 0;
      },
      20_000,
    );
    await worker.get(Retention, { strict: false }).sweep();
    await worker.get(OverdueWatch, { strict: false }).look();
  } finally {
    await worker.close();
  }
}

/** `/api/v1/posts/{id}/submit` → `posts`. */
const nounOf = ({ path }: Operation): string => /\/v1\/(.+?)\/\{id\}/u.exec(path)?.[1] ?? '';

async function idsOf({ admin, database }: TestInstallation): Promise<Record<string, string[]>> {
  const some = async (sql: string): Promise<string[]> =>
    (await database.query<{ id: string }>(`${sql} LIMIT 2`, [admin.organisation.id])).rows.map(
      ({ id }) => id,
    );
  const of = (table: string, where = 'true'): Promise<string[]> =>
    some(`SELECT id FROM ${table} WHERE organisation_id = $1 AND ${where}`);
  return {
    posts: await of('post', `state = 'scheduled'`),
    publications: await of('publication', `state = 'pending'`),
    channels: await of('channel'),
    establishments: await of('establishment', 'parent_id IS NOT NULL'),
    members: await of('member', `role = 'editor'`),
    media: await of('media'),
    notifications: await of('notification', `user_id = '${admin.userId}'`),
    people: await some(`SELECT user_id AS id FROM member WHERE organisation_id = $1 AND role = 'editor'`),
  };
}

/** What each parameter of the query may be asked with, one at a time. */
function queriesOf({ querySchemas, query: minimal }: Operation, ids: Record<string, string[]>): string[] {
  const choices = Object.entries(querySchemas).flatMap(([name, schema]) =>
    valuesOf(name, resolved(schema), ids).map((value) => `${name}=${encodeURIComponent(value)}`),
  );
  const query = minimal.includes('from=') ? `?from=${daysFromNow(-20)}&to=${daysFromNow(10)}` : minimal;
  return [query, ...choices.map((choice) => (query ? `${query}&${choice}` : `?${choice}`))];
}

const daysFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

function valuesOf(name: string, schema: JsonSchema, ids: Record<string, string[]>): string[] {
  const known: Known = {
    q: 'solutions',
    search: 'solutions',
    channelId: ids.channels?.[0] ?? '',
    channelIds: ids.channels?.[0] ?? '',
    establishmentId: ids.establishments?.[0] ?? '',
    postId: ids.posts?.[0] ?? '',
    subjectId: ids.posts?.[0] ?? '',
    authorId: ids.people?.[0] ?? '',
  };
  if (known[name] !== undefined) return [known[name]];
  const choices = schema.anyOf ?? schema.oneOf ?? [schema];
  return choices.flatMap((choice) => {
    const own = resolved(choice);
    if (own.enum) return own.enum.map(String);
    if (own.type === 'array' && own.items) return valuesOf(name, resolved(own.items), ids);
    return own.type === 'integer' ? ['50'] : [];
  });
}

async function call(
  http: HttpClient,
  operation: Operation,
  values: Record<string, string>,
  query: string,
): Promise<void> {
  const address = addressOf({ ...operation, query }, values);
  if (operation.upload || operation.body === undefined) {
    await http.send(operation.method, address);
  } else {
    await http.send(operation.method, address, JSON.stringify(operation.body), {
      'content-type': 'application/json',
    });
  }
}
