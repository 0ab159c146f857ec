import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

export interface TestDatabase {
  /** Signed in as the owner; `DATABASE_URL` of whatever is tested. */
  url: string;
  drop(): Promise<void>;
}

/** The run's own server, unless another is named. */
const template = (server = process.env.TEST_DATABASE_URL): URL => {
  if (!server) throw new Error('This spec belongs to a project with a database');
  return new URL(server);
};

async function onServer(sql: string, server?: string): Promise<void> {
  const maintenance = template(server);
  maintenance.pathname = '/postgres';
  const client = new Client({ connectionString: maintenance.href });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

const make = async (source: string, server?: string): Promise<TestDatabase> => {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(`CREATE DATABASE ${name} ${source}`, server);
  const url = template(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(`DROP DATABASE ${name} WITH (FORCE)`, server) };
};

/** A database of one's own with all migrations run, cloned in some 50 ms. */
export const freshDatabase = (server?: string): Promise<TestDatabase> => make('TEMPLATE lineup', server);

/** One without anything in it. */
export const emptyDatabase = (): Promise<TestDatabase> => make('TEMPLATE template0');

/** Address of the run's Redis, on a database number of its own. */
export const redisUrl = (): string => {
  if (!process.env.TEST_REDIS_URL) throw new Error('This spec belongs to a project with a Redis');
  return `${process.env.TEST_REDIS_URL}/${Number(process.env.JEST_WORKER_ID ?? 1)}`;
};
