/**
 * The second wall between organisations: whatever a query forgets, `lineup_app` sees and writes only the rows of
 * the organisation put in force on its connection; `lineup_engine` works for all of them.
 */
export const wall = (table: string, column = 'organisation_id'): string[] => [
  `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
  `CREATE POLICY tenant ON ${table} TO lineup_app
    USING (${column} = lineup_organisation()) WITH CHECK (${column} = lineup_organisation())`,
  `CREATE POLICY engine ON ${table} TO lineup_engine USING (true) WITH CHECK (true)`,
  ...open(table),
];

/** A table without organisation: both roles work on it. */
export const open = (table: string): string[] => [
  `GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO lineup_app, lineup_engine`,
];

/** History: rows are added and read, never changed or removed by the application. */
export const appendOnly = (table: string): string[] => [
  `REVOKE UPDATE, DELETE ON ${table} FROM lineup_app, lineup_engine`,
];

/**
 * Tells every listening process that a row changed, when the transaction commits.
 * @param column only updates that write this column are worth telling
 */
export const announce = (table: string, column: string): string[] => [
  `CREATE TRIGGER ${table}_announce AFTER INSERT OR DELETE OR UPDATE OF ${column} ON ${table}
    FOR EACH ROW EXECUTE FUNCTION lineup_announce()`,
];
