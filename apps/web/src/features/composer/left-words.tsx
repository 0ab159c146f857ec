import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { useMe } from '../../shared/session/use-me';
import { drafts } from './drafts';
import type { KeptDraft } from './store/ports';
import classes from './notices.module.css';

/** Lists drafts that a closed tab left on this device, until they are opened again. */
export function LeftWords() {
  const { t } = useTranslation();
  const userId = useMe().user.id;
  const { pathname } = useLocation();
  const [left, setLeft] = useState<KeptDraft | null>(null);
  useEffect(() => {
    let gone = false;
    void drafts.left(userId).then(([latest]) => {
      if (!gone) setLeft(latest ?? null);
    });
    return () => {
      gone = true;
    };
  }, [userId, pathname]);
  if (!left || pathname.startsWith('/posts/')) return null;
  const words = [...(left.draft.title || left.draft.text).trim()].slice(0, 60).join('');
  return (
    <p className={classes.left} role="status" dir="auto">
      {words ? t('keeping.left', { words }) : t('keeping.leftEmpty')}{' '}
      <Link to={left.postId ? `/posts/${left.postId}/edit` : '/posts/new'}>{t('keeping.resume')}</Link>
    </p>
  );
}
