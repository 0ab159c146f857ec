import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Database, type OutboxKind } from '#lib/database';
import { failpoint, LOGGER } from '#lib/kernel';
import { KIND_OF, type NotificationKind } from '../rules/index.js';
import { findWaiting, takeMessage } from './messages.repository.js';
import { Notifier } from './notifier.js';

/** The compiler refuses a kind of message without a kind of notification: it would stay in the outbox for ever. */
const KINDS = Object.keys(KIND_OF satisfies Record<OutboxKind, NotificationKind>);
/** Messages per round; the next round continues. */
const BATCH = 200;
/** Messages processed at once, so that a slow one delays few others. */
const AT_ONCE = 4;

/**
 * Takes messages off the outbox, each in the transaction that writes its notifications. So each is processed once,
 * by any process, and a crash leaves the message in the outbox.
 */
@Injectable()
export class OutboxConsumer {
  constructor(
    private readonly database: Database,
    private readonly notifier: Notifier,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Messages of an unknown kind stay for a newer version. @returns how many were processed */
  async drain(): Promise<number> {
    const waiting = await findWaiting(this.database, KINDS, BATCH);
    let notified = 0;
    for (let first = 0; first < waiting.length; first += AT_ONCE) {
      const taken = await Promise.all(waiting.slice(first, first + AT_ONCE).map((id) => this.#take(id)));
      notified += taken.filter(Boolean).length;
    }
    return notified;
  }

  /** A message that fails does not stop the others. */
  async #take(id: string): Promise<boolean> {
    try {
      const taken = await this.database.system(async (tx) => {
        const message = await takeMessage(tx, id);
        if (!message) return null;
        await failpoint('before_notification', message.body.publicationId ?? '');
        await this.notifier.notify(tx, message);
        return message;
      });
      if (taken) await failpoint('after_notification', taken.body.publicationId ?? '');
      return taken !== null;
    } catch (error) {
      this.logger.error(
        { err: error, message: id },
        'nobody was notified of a message; it stays in the outbox',
      );
      return false;
    }
  }
}
