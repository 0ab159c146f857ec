import type { MigrationInterface, QueryRunner } from 'typeorm';
import { roleStatement as role } from '../role-statement.js';

/**
 * Session roles, the accounts of better-auth (its own schema, its own column names), and the functions that
 * policies and triggers of the later migrations use.
 */
export class Foundation1795392000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of UP) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    // Roles belong to the whole server and may serve another database of it: they stay.
    await runner.query('DROP FUNCTION lineup_announce(), lineup_organisation()');
    await runner.query('DROP SCHEMA auth CASCADE');
  }
}

const UP = [
  role('lineup_app'),
  role('lineup_engine'),
  `GRANT USAGE ON SCHEMA public TO lineup_app, lineup_engine`,
  `CREATE FUNCTION lineup_organisation() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT nullif(current_setting('lineup.organisation_id', true), '')::uuid $$`,
  `CREATE FUNCTION lineup_announce() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE changed jsonb := to_jsonb(coalesce(NEW, OLD));
    BEGIN
      PERFORM pg_notify('lineup_changes', json_build_object(
        'table', TG_TABLE_NAME,
        'organisationId', changed->>'organisation_id',
        'id', changed->>'id',
        'postId', changed->>'post_id'
      )::text);
      RETURN NULL;
    END $$`,
  `CREATE SCHEMA auth`,
  `CREATE TABLE auth."user" (
    "id" text PRIMARY KEY,
    "name" text NOT NULL,
    "email" text NOT NULL UNIQUE,
    "emailVerified" boolean NOT NULL,
    "image" text,
    "createdAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP
  )`,
  `CREATE TABLE auth."session" (
    "id" text PRIMARY KEY,
    "expiresAt" timestamptz NOT NULL,
    "token" text NOT NULL UNIQUE,
    "createdAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamptz NOT NULL,
    "ipAddress" text,
    "userAgent" text,
    "userId" text NOT NULL REFERENCES auth."user" ("id") ON DELETE CASCADE
  )`,
  `CREATE TABLE auth."account" (
    "id" text PRIMARY KEY,
    "accountId" text NOT NULL,
    "providerId" text NOT NULL,
    "userId" text NOT NULL REFERENCES auth."user" ("id") ON DELETE CASCADE,
    "accessToken" text,
    "refreshToken" text,
    "idToken" text,
    "accessTokenExpiresAt" timestamptz,
    "refreshTokenExpiresAt" timestamptz,
    "scope" text,
    "password" text,
    "createdAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamptz NOT NULL
  )`,
  `CREATE TABLE auth."verification" (
    "id" text PRIMARY KEY,
    "identifier" text NOT NULL,
    "value" text NOT NULL,
    "expiresAt" timestamptz NOT NULL,
    "createdAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" timestamptz NOT NULL
  )`,
  `CREATE INDEX session_user_idx ON auth."session" ("userId")`,
  `CREATE INDEX account_user_idx ON auth."account" ("userId")`,
  `CREATE INDEX verification_identifier_idx ON auth."verification" ("identifier")`,
  `GRANT USAGE ON SCHEMA auth TO lineup_engine`,
  `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA auth TO lineup_engine`,
];
