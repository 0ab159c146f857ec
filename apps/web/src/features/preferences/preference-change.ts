import type { NotificationPreferences } from '../../shared/api/types';

/** Another language of e-mails, or other places for some kinds of news. */
export type PreferenceChange = Partial<Pick<NotificationPreferences, 'locale' | 'choices'>>;

/** What a person chose, with a change that is on its way: kinds that it does not name stay. */
export const withChange = (
  now: NotificationPreferences,
  { locale = now.locale, choices = [] }: PreferenceChange,
): NotificationPreferences => ({
  ...now,
  locale,
  choices: now.choices.map((old) => choices.find(({ kind }) => kind === old.kind) ?? old),
});
