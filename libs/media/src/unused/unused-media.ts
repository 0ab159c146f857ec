import { Inject, Injectable } from '@nestjs/common';
import { Database, type Tx } from '#lib/database';
import { AuditService, byLineup } from '#lib/identity';
import { CONFIG, type Config } from '#lib/kernel';
import { MediaStorage } from '../media-storage.js';
import { lockContent } from './content-lock.js';

/** Media that left the library are there for so long, should somebody have been wrong, days. */
export const REMOVED_FOR_DAYS = 30;

/** A page of the library, by organisation and id, with since when nothing shows each. $1 and $2 the last of the page before. */
const LOOK = `
  WITH page AS (
    SELECT organisation_id, id, unused_since, lineup_medium_used(organisation_id, id) AS used FROM media
    WHERE removed_at IS NULL AND (organisation_id, id) > ($1::uuid, $2::uuid)
    ORDER BY organisation_id, id LIMIT $3
  ), noted AS (
    UPDATE media m SET unused_since = CASE WHEN page.used THEN NULL ELSE now() END FROM page
    WHERE m.organisation_id = page.organisation_id AND m.id = page.id AND page.used = (page.unused_since IS NOT NULL)
    RETURNING 1
  )
  SELECT organisation_id AS "organisationId", id FROM page ORDER BY organisation_id DESC, id DESC LIMIT 1`;

/** Takes out of the library what nothing has shown for long. $1 days, $2 rows at most. */
const HIDE = `
  WITH over AS (
    SELECT organisation_id, id FROM media
    WHERE removed_at IS NULL AND unused_since < now() - make_interval(days => $1)
      AND NOT lineup_medium_used(organisation_id, id)
    ORDER BY unused_since LIMIT $2 FOR UPDATE SKIP LOCKED
  ), hidden AS (
    UPDATE media m SET removed_at = now() FROM over
    WHERE m.organisation_id = over.organisation_id AND m.id = over.id
    RETURNING m.organisation_id, m.id, m.name
  )
  SELECT organisation_id AS "organisationId", id, name FROM hidden`;

const REMOVED = `
  SELECT organisation_id AS "organisationId", id, sha256 FROM media
  WHERE removed_at < now() - make_interval(days => ${REMOVED_FOR_DAYS}) AND NOT lineup_medium_used(organisation_id, id)
  ORDER BY removed_at LIMIT $1`;

/** Whatever shows it by now keeps it. */
const FORGET = `
  WITH gone AS (
    DELETE FROM media WHERE organisation_id = $1 AND id = $2 AND removed_at IS NOT NULL
      AND NOT lineup_medium_used(organisation_id, id)
    RETURNING 1
  ) SELECT 1 FROM gone`;

const SAME_BYTES = 'SELECT 1 FROM media WHERE organisation_id = $1 AND sha256 = $2 LIMIT 1';

const MADE_FROM = `
  WITH made AS (DELETE FROM media_derivative WHERE organisation_id = $1 AND source = $2 RETURNING sha256)
  SELECT sha256 FROM made`;

/** Before every other id. */
const NONE = '00000000-0000-0000-0000-000000000000';

interface Removed {
  organisationId: string;
  id: string;
  sha256: string;
}

/** The end of media: out of the library when no post shows them for long, and their files a month after that. */
@Injectable()
export class UnusedMedia {
  constructor(
    private readonly database: Database,
    private readonly storage: MediaStorage,
    private readonly audit: AuditService,
    @Inject(CONFIG) private readonly config: Pick<Config, 'KEEP_UNUSED_MEDIA_DAYS'>,
  ) {}

  /** Notes since when no post shows what is in the library. What is used again, or was sent again, begins anew. */
  async look(batch: number): Promise<void> {
    if (this.config.KEEP_UNUSED_MEDIA_DAYS === 0) return;
    let last: { organisationId: string; id: string } | undefined = { organisationId: NONE, id: NONE };
    while (last) {
      const [next]: { organisationId: string; id: string }[] = await this.database.query(LOOK, [
        last.organisationId,
        last.id,
        batch,
      ]);
      last = next;
    }
  }

  /** @returns how many left the library, at most `batch` */
  async hide(batch: number): Promise<number> {
    const days = this.config.KEEP_UNUSED_MEDIA_DAYS;
    if (days === 0) return 0;
    return this.database.system(async (tx) => {
      const hidden = await tx.query<{ organisationId: string; id: string; name: string }[]>(HIDE, [
        days,
        batch,
      ]);
      for (const { organisationId, id, name } of hidden) {
        await this.audit.record(tx, byLineup(organisationId), 'media.removed', id, { name, unused: true });
      }
      return hidden.length;
    });
  }

  /** Removes rows and files of what left the library a month ago. @returns how many, at most `batch` */
  async purge(batch: number): Promise<number> {
    const removed = await this.database.query<Removed>(REMOVED, [batch]);
    let gone = 0;
    const failures: unknown[] = [];
    for (const medium of removed) {
      try {
        gone += await this.database.system((tx) => this.#forget(tx, medium));
      } catch (error) {
        // One file that cannot be removed keeps no other.
        failures.push(error);
      }
    }
    if (failures.length > 0) {
      throw new AggregateError(failures, `${failures.length} media could not be removed`);
    }
    return gone;
  }

  /** A file goes before its row is seen to be gone: what fails in between is done again. */
  async #forget(tx: Tx, { organisationId, id, sha256 }: Removed): Promise<number> {
    await lockContent(tx, organisationId, sha256);
    if ((await tx.query<unknown[]>(FORGET, [organisationId, id])).length === 0) return 0;
    if ((await tx.query<unknown[]>(SAME_BYTES, [organisationId, sha256])).length > 0) return 1;
    const made = await tx.query<{ sha256: string }[]>(MADE_FROM, [organisationId, sha256]);
    for (const { sha256: derivative } of made) await this.storage.remove(organisationId, derivative);
    await this.storage.remove(organisationId, sha256);
    return 1;
  }
}
