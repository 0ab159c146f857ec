import type { Tx } from '#lib/database';

const CLOSE = `
  UPDATE baseline SET valid_to = $2::date - 1
  WHERE format_id = $1 AND valid_to IS NULL AND valid_from < $2::date`;

/** Ends the open version the day before another begins. @param day `YYYY-MM-DD`, first day of the other */
export async function closeOpenBaseline(tx: Tx, formatId: string, day: string): Promise<void> {
  await tx.query(CLOSE, [formatId, day]);
}

const OVERLAPS = `
  SELECT 1 FROM baseline
  WHERE format_id = $1 AND daterange(valid_from, valid_to, '[]') && daterange($2::date, $3::date, '[]')
  LIMIT 1`;

/** Whether a new version overlaps an existing one. @param validTo its last day, null when open */
export const overlapsBaseline = async (
  tx: Tx,
  formatId: string,
  { validFrom, validTo }: { validFrom: string; validTo: string | null },
): Promise<boolean> => (await tx.query<unknown[]>(OVERLAPS, [formatId, validFrom, validTo])).length > 0;
