/** Runs work on one connection, all of it or nothing. */
export async function inTransaction(database, work) {
  const client = await database.connect();
  try {
    await client.query('BEGIN');
    await work(client);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}
