/**
 * SQL that creates a role when it is missing, and lets the current user take it on. Membership is enough up to
 * PostgreSQL 15; since 16 that is a right of its own.
 */
export const roleStatement = (name: string): string => `DO $$ BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '${name}') THEN
      CREATE ROLE ${name} NOLOGIN NOSUPERUSER NOBYPASSRLS;
    END IF;
    IF NOT pg_has_role(current_user, '${name}', CASE WHEN current_setting('server_version_num')::int < 160000 THEN 'MEMBER' ELSE 'SET' END) THEN
      EXECUTE format('GRANT ${name} TO %I', current_user);
    END IF;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL; -- another process made it at the same moment
  END $$`;
