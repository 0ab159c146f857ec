import { statement, type Tx } from '#lib/database';

/** Channel of the notifications that workers listen to. */
export const DUE_CHANNEL = 'lineup_due';

const NOTIFY = statement(`SELECT pg_notify('${DUE_CHANNEL}', '')`);

/** Notifies workers at commit that something may be due; without it their next sweep would find it. */
export async function wakeWorkers(tx: Tx): Promise<void> {
  await NOTIFY.rows(tx);
}
