import {
  IconAlertTriangle,
  IconChecklist,
  IconClockExclamation,
  IconMessageCheck,
  IconPlugConnectedX,
  IconHelpCircle,
  type Icon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Notification, NotificationKind } from '../../shared/api/types';
import { relative } from '../../shared/dates/format';
import { useLanguage } from '../../shared/i18n/use-language';
import classes from './notifications.module.css';

const SIGNS: Record<NotificationKind, Icon> = {
  'publication.failed': IconAlertTriangle,
  'publication.needs_attention': IconHelpCircle,
  'publication.overdue': IconClockExclamation,
  'channel.reconnect_needed': IconPlugConnectedX,
  'channel.held': IconClockExclamation,
  'channel.token_expiring': IconPlugConnectedX,
  'review.asked': IconChecklist,
  'review.answered': IconMessageCheck,
};

/** What happened, when, and a link to where the person can act on it. */
export function NotificationItem({ item, onFollow }: { item: Notification; onFollow: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const Sign = SIGNS[item.kind];
  return (
    <li>
      <Link
        className={classes.item}
        data-unread={!item.readAt || undefined}
        to={item.path}
        onClick={onFollow}
      >
        <Sign size={20} stroke={1.6} aria-hidden />
        <span className={classes.words}>
          {!item.readAt && <span className="visually-hidden">{t('notifications.isUnread')}, </span>}
          <span className={classes.head} dir="auto">
            {item.title}
          </span>
          {item.text && (
            <span className={classes.text} dir="auto">
              {item.text}
            </span>
          )}
          <time className={classes.when} dateTime={item.updatedAt}>
            {relative(item.updatedAt, language)}
          </time>
        </span>
      </Link>
    </li>
  );
}
