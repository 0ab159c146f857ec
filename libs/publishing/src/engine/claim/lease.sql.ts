import { statement } from '#lib/database';
import { inSeconds, withParts } from '../../sql.js';
import { isFencedBy, lockFenced } from './rows.sql.js';

/** Prolongs leases. Answers those that had not expired. `rows`: JSON of rows of `organisationId, id, fence`. */
export const RENEW = statement<{ rows: string; leaseS: number }, { id: string }>(
  withParts(
    {
      held: 'SELECT * FROM jsonb_to_recordset(:rows) AS w("organisationId" uuid, id uuid, fence int)',
      mine: lockFenced('held'),
      renewed: `
    UPDATE publication u SET lease_until = ${inSeconds(':leaseS')}
    FROM held w JOIN mine ON mine.id = w.id
    WHERE ${isFencedBy('w')}
      AND u.lease_until > clock_timestamp()
    RETURNING u.id`,
    },
    'SELECT id FROM renewed',
  ),
);
