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
import {
  closeIncident,
  lockIncidents,
  type NewNotification,
  writeNotifications,
} from './incidents.repository.js';
import type { Message } from './messages.repository.js';
import { MessageSubjectRepository } from './message-subject.repository.js';

/** Turns a message into one notification per recipient, by each one's preferences. */
@Injectable()
export class Notifier {
  constructor(
    private readonly subjects: MessageSubjectRepository,
    private readonly mail: MailServer,
  ) {}

  async notify(tx: Tx, { organisationId, kind: messageKind, body }: Message): Promise<void> {
    const found = await this.subjects.read(tx, organisationId, body);
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
    const people = recipientsOf(kind, found.recipients);
    if (people.length === 0) return;
    const notifications = notificationsOf(people, kind, found.choices);
    await writeNotifications(
      tx,
      { organisationId, kind, incident, facts },
      notifications,
      this.mail.configured,
    );
  }
}

/** The notification of each recipient, by their preferences. */
const notificationsOf = (
  people: readonly string[],
  kind: NotificationKind,
  choices: ReadonlyMap<string, Choices>,
): NewNotification[] =>
  people
    .map((userId) => ({ id: newId(), userId, ...choiceOf(choices.get(userId) ?? {}, kind) }))
    .filter(({ inApp, email }) => inApp || email)
    // Always in the same order, so that two messages of one incident cannot deadlock.
    .sort((a, b) => (a.userId < b.userId ? -1 : 1));
