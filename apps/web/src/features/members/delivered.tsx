import { useTranslation } from 'react-i18next';
import type { SentInvitation } from '../../shared/api/types';
import { Note } from '../../shared/ui/notes';
import { ShownOnce } from '../../shared/ui/shown-once';

/** How an invitation is delivered: by e-mail, or by a link to pass on. */
export function Delivered({ sent }: { sent: SentInvitation }) {
  const { t } = useTranslation();
  const { email } = sent.invitation;
  if (sent.link) {
    return (
      <>
        <strong>{t('people.linkTitle', { email })}</strong>
        <ShownOnce value={sent.link}>{t('people.linkOnce')}</ShownOnce>
      </>
    );
  }
  return sent.delivery === 'mail_failed' ? (
    <Note tone="amber">{t('people.mailFailed', { email })}</Note>
  ) : (
    <p>{t('people.mailed', { email })}</p>
  );
}
