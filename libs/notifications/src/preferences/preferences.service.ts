import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Database } from '#lib/database';
import type { Principal } from '#lib/identity';
import { CONFIG, type Config } from '#lib/kernel';
import type { changePreferences } from '../notifications.schemas.js';
import { changeSettings, findSettings } from '../notifications.repository.js';
import { choiceOf, NOTIFICATION_KINDS } from '../rules/index.js';

/** Preferences of each person. */
@Injectable()
export class PreferencesService {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async get(who: Principal) {
    const row = await this.database.read(who.organisationId, (tx) => findSettings(tx, who));
    return {
      locale: row?.locale ?? 'fr',
      emailTo: this.config.SMTP_URL ? who.email : null,
      choices: NOTIFICATION_KINDS.map((kind) => ({ kind, ...choiceOf(row?.choices ?? {}, kind) })),
    };
  }

  /** Changes what is given and keeps the rest; applies from the next incident on. */
  async change(who: Principal, { locale, choices = [] }: z.output<typeof changePreferences>) {
    const changed = Object.fromEntries(choices.map(({ kind, ...choice }) => [kind, choice]));
    await this.database.inOrganisation(who.organisationId, (tx) =>
      changeSettings(tx, who, { locale: locale ?? null, choices: changed }),
    );
    return this.get(who);
  }
}
