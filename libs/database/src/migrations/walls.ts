/**
 * Row-level security between organisations: whatever a query omits, `lineup_app` sees and writes only rows of the
 * organisation in force on its connection; `lineup_engine` works for all of them.
 */
export const wall = (table: string, column = 'organisation_id'): string[] => [
  `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
  `CREATE POLICY tenant ON ${table} TO lineup_app
    USING (${column} = lineup_organisation()) WITH CHECK (${column} = lineup_organisation())`,
  `CREATE POLICY engine ON ${table} TO lineup_engine USING (true) WITH CHECK (true)`,
  ...open(table),
];

/** A table without organisation: both roles use it. */
export const open = (table: string): string[] => [
  `GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO lineup_app, lineup_engine`,
];

/** Append-only: the application may add and read rows, never change or delete them. */
export const appendOnly = (table: string): string[] => [
  `REVOKE UPDATE, DELETE ON ${table} FROM lineup_app, lineup_engine`,
];

/**
 * Notifies every listening process at commit that a row changed.
 * @param column only updates of this column are notified
 */
export const announce = (table: string, column: string): string[] => [
  `CREATE TRIGGER ${table}_announce AFTER INSERT OR DELETE OR UPDATE OF ${column} ON ${table}
    FOR EACH ROW EXECUTE FUNCTION lineup_announce()`,
];
