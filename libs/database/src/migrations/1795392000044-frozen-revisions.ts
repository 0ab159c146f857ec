import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was frozen stays as it is for whoever works here, whatever the code does: a revision is added as one that waits,
 * decided once, superseded, and nothing else. Only the owner, who migrates, could do otherwise.
 */
export class FrozenRevisions1795392000044 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of UP) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const sql of DOWN) await runner.query(sql);
  }
}

const DECISION = 'state, decided_by, decided_by_id, decided_by_email, decided_via, decided_at, decision_note';

const UP = [
  'REVOKE UPDATE, DELETE ON revision FROM lineup_app, lineup_engine',
  // With its post it goes by the foreign key, which works as the owner.
  `GRANT UPDATE (${DECISION}) ON revision TO lineup_app`,
  'REVOKE INSERT ON revision FROM lineup_engine',
  `CREATE FUNCTION lineup_freeze_revision() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF current_user NOT IN ('lineup_app', 'lineup_engine') THEN RETURN NEW; END IF;
      IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'pending' OR NEW.decided_at IS NOT NULL THEN
          RAISE EXCEPTION 'a revision begins undecided' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
      END IF;
      IF OLD.state = 'pending' AND NEW.state IN ('approved', 'changes_requested', 'superseded') THEN RETURN NEW; END IF;
      IF NEW.state = 'superseded' AND OLD.state = 'approved' AND (NEW.decided_by, NEW.decided_by_id, NEW.decided_by_email,
          NEW.decided_via, NEW.decided_at, NEW.decision_note) IS NOT DISTINCT FROM (OLD.decided_by, OLD.decided_by_id,
          OLD.decided_by_email, OLD.decided_via, OLD.decided_at, OLD.decision_note) THEN
        RETURN NEW;
      END IF;
      RAISE EXCEPTION 'a decision on a revision is final' USING ERRCODE = 'check_violation';
    END $$`,
  `CREATE TRIGGER revision_freeze BEFORE INSERT OR UPDATE ON revision FOR EACH ROW EXECUTE FUNCTION lineup_freeze_revision()`,
];

const DOWN = [
  'DROP TRIGGER revision_freeze ON revision',
  'DROP FUNCTION lineup_freeze_revision()',
  `REVOKE UPDATE (${DECISION}) ON revision FROM lineup_app`,
  'GRANT INSERT, UPDATE, DELETE ON revision TO lineup_app, lineup_engine',
];
