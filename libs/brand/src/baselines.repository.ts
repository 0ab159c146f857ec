import { statement, type Tx } from '#lib/database';

const CLOSE = statement<{ formatId: string; day: string }>(`
  UPDATE baseline SET valid_to = :day::date - 1
  WHERE format_id = :formatId
    AND valid_to IS NULL
    AND valid_from < :day::date`);

/** Ends the open version the day before another begins. @param day `YYYY-MM-DD`, first day of the other */
export async function closeOpenBaseline(tx: Tx, formatId: string, day: string): Promise<void> {
  await CLOSE.rows(tx, { formatId, day });
}

const OVERLAPS = statement<{ formatId: string; validFrom: string; validTo: string | null }>(`
  SELECT 1 FROM baseline
  WHERE format_id = :formatId
    AND daterange(valid_from, valid_to, '[]') && daterange(:validFrom::date, :validTo::date, '[]')
  LIMIT 1`);

/** Whether a new version overlaps an existing one. @param validTo its last day, null when open */
export const overlapsBaseline = async (
  tx: Tx,
  formatId: string,
  { validFrom, validTo }: { validFrom: string; validTo: string | null },
): Promise<boolean> => (await OVERLAPS.rows(tx, { formatId, validFrom, validTo })).length > 0;
