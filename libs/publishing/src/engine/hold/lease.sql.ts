import { inSeconds, withParts } from '../../sql.js';
import { heldBy, lockMine } from './rows.sql.js';

/**
 * Prolongs leases. Answers those that had not expired. $1 rows of `organisationId, id, fence`, $2 length of the
 * lease (s).
 */
export const RENEW_SQL = withParts(
  {
    held: 'SELECT * FROM jsonb_to_recordset($1) AS w("organisationId" uuid, id uuid, fence int)',
    mine: lockMine('held'),
    renewed: `
    UPDATE publication u SET lease_until = ${inSeconds('$2')}
    FROM held w JOIN mine ON mine.id = w.id
    WHERE ${heldBy('w')}
      AND u.lease_until > clock_timestamp()
    RETURNING u.id`,
  },
  'SELECT id FROM renewed',
);
