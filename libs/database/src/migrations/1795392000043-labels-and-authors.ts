import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A post is never nameless: its label is its title, else its first words, kept with the row so that lists and
 * calendar read it from their indexes. Who wrote any of it since the last approval, and who decided, are known by account.
 */
export class LabelsAndAuthors1795392000043 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of UP) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const sql of DOWN) await runner.query(sql);
  }
}

const calendarIndex = (name: 'label' | 'title'): string =>
  `CREATE INDEX post_calendar ON post (organisation_id, due_at, id)
    INCLUDE (${name}, state, local_time, time_zone, format_id, campaign_id, establishment_id, needs_attention)
    WHERE due_at IS NOT NULL`;

const UP = [
  // Spaces as people see them, no-break ones too. Cut between words; a single endless word is cut where it is.
  `CREATE FUNCTION lineup_first_words(body text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN char_length(words) <= 80 THEN words
      ELSE btrim(regexp_replace(left(words, 80), ' [^ ]*$', ''), ' ,;:') || '…' END
    FROM (SELECT btrim(regexp_replace(left(body, 400), '[[:space:]\u00A0\u2000-\u200B\u2028-\u202F\u205F\u3000\uFEFF]+', ' ', 'g')) AS words) w $$`,
  // The first text of a channel names a post that has none for all of them.
  `CREATE FUNCTION lineup_post_label(of_organisation uuid, of_post uuid, title text, body text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT coalesce(CASE WHEN lineup_first_words(title) <> '' THEN title END, nullif(lineup_first_words(body), ''),
      (SELECT lineup_first_words(v.text) FROM public.post_variant v
       WHERE v.organisation_id = of_organisation AND v.post_id = of_post AND lineup_first_words(v.text) <> ''
       ORDER BY v.position LIMIT 1), '') $$`,
  `ALTER TABLE post ADD COLUMN label text NOT NULL DEFAULT ''`,
  `CREATE FUNCTION lineup_label_post() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      NEW.label := lineup_post_label(NEW.organisation_id, NEW.id, NEW.title, NEW.text);
      RETURN NEW;
    END $$`,
  `UPDATE post SET label = lineup_post_label(organisation_id, id, title, text)`,
  `CREATE TRIGGER post_label BEFORE INSERT OR UPDATE OF title, text ON post FOR EACH ROW EXECUTE FUNCTION lineup_label_post()`,
  `DROP INDEX post_calendar`,
  calendarIndex('label'),
  // What has no date and still wants one.
  `CREATE INDEX post_undated ON post (organisation_id, updated_at DESC, id DESC)
    WHERE due_at IS NULL AND state IN ('draft', 'in_review', 'changes_requested', 'approved')`,
  `ALTER TABLE post ADD COLUMN contributor_ids text[] NOT NULL DEFAULT '{}'`,
  `UPDATE post SET contributor_ids = ARRAY[author_id]`,
  `ALTER TABLE revision ADD COLUMN submitted_by_email text, ADD COLUMN submitted_via text,
    ADD COLUMN decided_by_id text, ADD COLUMN decided_by_email text, ADD COLUMN decided_via text`,
];

const DOWN = [
  `ALTER TABLE revision DROP COLUMN submitted_by_email, DROP COLUMN submitted_via,
    DROP COLUMN decided_by_id, DROP COLUMN decided_by_email, DROP COLUMN decided_via`,
  `ALTER TABLE post DROP COLUMN contributor_ids`,
  `DROP INDEX post_undated`,
  `DROP INDEX post_calendar`,
  `DROP TRIGGER post_label ON post`,
  `DROP FUNCTION lineup_label_post()`,
  `ALTER TABLE post DROP COLUMN label`,
  `DROP FUNCTION lineup_post_label(uuid, uuid, text, text)`,
  `DROP FUNCTION lineup_first_words(text)`,
  calendarIndex('title'),
];
