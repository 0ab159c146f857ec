import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/database';
import { newId, MailServer } from '#lib/kernel';
import {
  type Choices,
  choiceOf,
  closedBy,
  type Facts,
  incidentOf,
  KIND_OF,
  type MessageBody,
  type MessageKind,
  type NotificationKind,
  recipientsOf,
} from '../rules/index.js';
import { SceneRepository } from './scene.repository.js';

export interface Message {
  organisationId: string;
  kind: MessageKind;
  body: MessageBody;
}

/** Turns a message into one notification per person concerned, as each of them chose. */
@Injectable()
export class Notifier {
  constructor(
    private readonly scenes: SceneRepository,
    private readonly mail: MailServer,
  ) {}

  async notify(tx: Tx, { organisationId, kind: messageKind, body }: Message): Promise<void> {
    const found = await this.scenes.read(tx, organisationId, body);
    if (!found) return;
    const kind = KIND_OF[messageKind];
    const facts =
      kind === 'review.answered'
        ? { ...found.facts, approved: messageKind === 'post.approved' }
        : found.facts;
    const closed = closedBy(messageKind, body);
    const incident = incidentOf(messageKind, body);
    await lockIncidents(tx, organisationId, closed ? [closed, incident] : [incident]);
    if (closed) await this.#close(tx, organisationId, closed);
    const people = recipientsOf(kind, found.scene);
    if (people.length === 0) return;
    await this.#write(tx, { organisationId, kind, incident, facts, people, choices: found.choices });
  }

  /** What has been answered is not waiting for anybody any more, and needs no e-mail. */
  async #close(tx: Tx, organisationId: string, incident: string): Promise<void> {
    await tx.query(
      `UPDATE notification SET read_at = clock_timestamp()
       WHERE organisation_id = $1 AND incident = $2 AND read_at IS NULL`,
      [organisationId, incident],
    );
  }

  async #write(
    tx: Tx,
    told: {
      organisationId: string;
      kind: NotificationKind;
      incident: string;
      facts: Facts;
      people: string[];
      choices: ReadonlyMap<string, Choices>;
    },
  ): Promise<void> {
    const rows = told.people
      .map((userId) => ({ id: newId(), userId, ...choiceOf(told.choices.get(userId) ?? {}, told.kind) }))
      .filter(({ inApp, email }) => inApp || email)
      // Always in the same order: two messages of one incident must not wait for each other.
      .sort((a, b) => (a.userId < b.userId ? -1 : 1));
    await tx.query(
      `INSERT INTO notification AS n (organisation_id, id, user_id, kind, incident, facts, in_app, mail)
       SELECT $1, r.id, r."userId", $2, $3, $4, r."inApp", CASE WHEN r.email AND $6 THEN 'waiting' ELSE 'none' END
       FROM jsonb_to_recordset($5) AS r(id uuid, "userId" text, "inApp" boolean, email boolean)
       ON CONFLICT (organisation_id, user_id, incident) WHERE read_at IS NULL
       DO UPDATE SET count = n.count + 1, facts = excluded.facts, updated_at = clock_timestamp()`,
      [
        told.organisationId,
        told.kind,
        told.incident,
        JSON.stringify(told.facts),
        JSON.stringify(rows),
        this.mail.configured,
      ],
    );
  }
}

/**
 * Locks what is unread of these incidents, whoever was told, in the order in which everybody locks notifications: by person
 * and incident. Two transactions that met in other orders would stand still until PostgreSQL ends one of them.
 */
async function lockIncidents(tx: Tx, organisationId: string, incidents: string[]): Promise<void> {
  await tx.query(
    `SELECT 1 FROM notification WHERE organisation_id = $1 AND incident = ANY($2) AND read_at IS NULL
     ORDER BY user_id, incident FOR NO KEY UPDATE`,
    [organisationId, incidents],
  );
}
