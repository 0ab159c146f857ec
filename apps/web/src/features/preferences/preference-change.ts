import type { NotificationPreferences } from '../../shared/api/types';

/** Another language of e-mails, or other places for some kinds. */
export type PreferenceChange = Partial<Pick<NotificationPreferences, 'locale' | 'choices'>>;

/** A person's preferences with a change in flight: other kinds stay. */
export const withChange = (
  now: NotificationPreferences,
  { locale = now.locale, choices = [] }: PreferenceChange,
): NotificationPreferences => ({
  ...now,
  locale,
  choices: now.choices.map((old) => choices.find(({ kind }) => kind === old.kind) ?? old),
});
