import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/database';
import { newId, MailServer } from '#lib/kernel';
import {
  type Choices,
  choiceOf,
  closedBy,
  incidentOf,
  KIND_OF,
  type NotificationKind,
  recipientsOf,
} from '../rules/index.js';
import { closeIncident, lockIncidents, type Told, writeNotifications } from './incidents.repository.js';
import type { Message } from './messages.repository.js';
import { SceneRepository } from './scene.repository.js';

/** Turns a message into one notification per recipient, by each one's preferences. */
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
    if (closed) await closeIncident(tx, organisationId, closed);
    const people = recipientsOf(kind, found.scene);
    if (people.length === 0) return;
    const told = toldOf(people, kind, found.choices);
    await writeNotifications(tx, { organisationId, kind, incident, facts }, told, this.mail.configured);
  }
}

/** The notification of each recipient, by their preferences. */
const toldOf = (
  people: readonly string[],
  kind: NotificationKind,
  choices: ReadonlyMap<string, Choices>,
): Told[] =>
  people
    .map((userId) => ({ id: newId(), userId, ...choiceOf(choices.get(userId) ?? {}, kind) }))
    .filter(({ inApp, email }) => inApp || email)
    // Always in the same order, so that two messages of one incident cannot deadlock.
    .sort((a, b) => (a.userId < b.userId ? -1 : 1));
