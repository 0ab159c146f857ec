import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Database } from '#lib/database';
import { failpoint, LOGGER } from '#lib/kernel';
import { KIND_OF } from '../rules/index.js';
import { findWaiting, takeMessage } from './messages.repository.js';
import { Notifier } from './notifier.js';

/** Looked at in one go; what is left is the next round's. */
const BATCH = 200;
/** Told side by side, so that one which is held up holds up few. */
const AT_ONCE = 4;

/**
 * Takes messages off the outbox, each in the transaction that notes whom it was told: so each is told once, by whichever
 * process comes first, and a crash in between leaves it where it was.
 */
@Injectable()
export class OutboxConsumer {
  constructor(
    private readonly database: Database,
    private readonly notifier: Notifier,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Messages of a kind that this version does not know stay for one that does. @returns how many were told */
  async drain(): Promise<number> {
    const waiting = await findWaiting(this.database, Object.keys(KIND_OF), BATCH);
    let told = 0;
    for (let first = 0; first < waiting.length; first += AT_ONCE) {
      const taken = await Promise.all(waiting.slice(first, first + AT_ONCE).map((id) => this.#take(id)));
      told += taken.filter(Boolean).length;
    }
    return told;
  }

  /** One that cannot be told keeps none of the others from being told. */
  async #take(id: string): Promise<boolean> {
    try {
      const told = await this.database.system(async (tx) => {
        const message = await takeMessage(tx, id);
        if (!message) return null;
        await failpoint('before_notification', message.body.publicationId ?? '');
        await this.notifier.notify(tx, message);
        return message;
      });
      if (told) await failpoint('after_notification', told.body.publicationId ?? '');
      return told !== null;
    } catch (error) {
      this.logger.error({ err: error, message: id }, 'a message was not told; it stays in the outbox');
      return false;
    }
  }
}
