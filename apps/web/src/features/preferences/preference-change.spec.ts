import { describe, expect, it } from '@jest/globals';
import type { NotificationPreferences } from '../../shared/api/types';
import { withChange } from './preference-change';

const now: NotificationPreferences = {
  locale: 'fr',
  emailTo: 'marie@example.org',
  choices: [
    { kind: 'review.asked', inApp: true, email: true },
    { kind: 'publication.failed', inApp: true, email: false },
  ],
};

describe('a choice that is on its way', () => {
  it('shows at once, and the kinds it does not name stay', () => {
    const after = withChange(now, { choices: [{ kind: 'review.asked', inApp: false, email: true }] });
    expect(after.choices).toEqual([{ kind: 'review.asked', inApp: false, email: true }, now.choices[1]]);
    expect(after.locale).toBe('fr');
  });

  it('may be the language of e-mails alone', () => {
    expect(withChange(now, { locale: 'en' })).toEqual({ ...now, locale: 'en' });
  });
});
