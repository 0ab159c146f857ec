import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Database } from '#lib/database';
import type { Principal } from '#lib/identity';
import { CONFIG, type Config } from '#lib/kernel';
import type { changePreferences } from '../notifications.schemas.js';
import { type Choices, choiceOf, NOTIFICATION_KINDS } from '../rules/index.js';

interface Row {
  locale: 'fr' | 'en';
  choices: Choices;
}

/** How each person wants to be told. */
@Injectable()
export class PreferencesService {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async get(who: Principal) {
    const [row] = await this.database.read(who.organisationId, (tx) =>
      tx.query<Row[]>(
        'SELECT locale, choices FROM notification_settings WHERE organisation_id = $1 AND user_id = $2',
        [who.organisationId, who.userId],
      ),
    );
    return {
      locale: row?.locale ?? 'fr',
      emailTo: this.config.SMTP_URL ? who.email : null,
      choices: NOTIFICATION_KINDS.map((kind) => ({ kind, ...choiceOf(row?.choices ?? {}, kind) })),
    };
  }

  /** Changes what is named and leaves the rest; it counts from the next incident on. */
  async change(who: Principal, { locale, choices = [] }: z.output<typeof changePreferences>) {
    const changed = Object.fromEntries(choices.map(({ kind, ...choice }) => [kind, choice]));
    await this.database.tenant(who.organisationId, (tx) =>
      tx.query(
        `INSERT INTO notification_settings AS s (organisation_id, user_id, locale, choices)
         VALUES ($1, $2, coalesce($3, 'fr'), $4)
         ON CONFLICT (organisation_id, user_id) DO UPDATE
         SET locale = coalesce($3, s.locale), choices = s.choices || excluded.choices`,
        [who.organisationId, who.userId, locale ?? null, JSON.stringify(changed)],
      ),
    );
    return this.get(who);
  }
}
