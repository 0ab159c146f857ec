import type { Pool } from 'pg';

/**
 * The database itself watches two promises of the engine: fences only rise, and whoever no longer holds a publication
 * writes nothing about it.
 */
const AUDIT = [
  `CREATE TABLE chaos_violation (at timestamptz NOT NULL DEFAULT clock_timestamp(), rule text NOT NULL, publication_id uuid NOT NULL, detail text)`,
  `GRANT ALL ON chaos_violation TO lineup_app, lineup_engine`,
  `CREATE FUNCTION chaos_fence() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
     INSERT INTO chaos_violation (rule, publication_id, detail) VALUES ('fence_fell', NEW.id, OLD.fence || ' to ' || NEW.fence);
     RETURN NEW; END $$`,
  `CREATE TRIGGER chaos_fence BEFORE UPDATE ON publication FOR EACH ROW WHEN (NEW.fence < OLD.fence) EXECUTE FUNCTION chaos_fence()`,
  `CREATE FUNCTION chaos_holder() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE holder text; BEGIN
     SELECT worker INTO holder FROM publication WHERE organisation_id = NEW.organisation_id AND id = NEW.publication_id;
     IF holder IS DISTINCT FROM NEW.actor THEN
       INSERT INTO chaos_violation (rule, publication_id, detail) VALUES ('stale_write', NEW.publication_id, NEW.kind || ' by ' || NEW.actor);
     END IF;
     RETURN NEW; END $$`,
  `CREATE TRIGGER chaos_holder BEFORE INSERT ON publication_event FOR EACH ROW WHEN (NEW.actor LIKE 'worker-%') EXECUTE FUNCTION chaos_holder()`,
];

export async function installAudit(database: Pool): Promise<void> {
  for (const sql of AUDIT) await database.query(sql);
}

export interface Violation {
  rule: 'fence_fell' | 'stale_write';
  publicationId: string;
  detail: string;
}

export async function violations(database: Pool): Promise<Violation[]> {
  const { rows } = await database.query<Violation>(
    'SELECT rule, publication_id AS "publicationId", detail FROM chaos_violation ORDER BY at',
  );
  return rows;
}
