import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { Bell } from '../notifications/bell';
import { AccountMenu } from './account-menu';
import { isOn } from './is-on';
import { type NavItem, useNavItems } from './nav-items';
import classes from './rail.module.css';
import { MoreMenu } from './more-menu';

/** Left rail on wide screens, bottom bar on narrow ones: the same list, in the same order. */
export function Rail({ waiting }: { waiting: number }) {
  const { t } = useTranslation();
  const items = useNavItems();
  return (
    <nav className={classes.rail} aria-label={t('nav.main')}>
      <Link to="/" className={classes.brand} aria-label="Lineup">
        <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden>
          <path d="M6 8h12M6 16h20" stroke="currentColor" strokeWidth="3.5" strokeLinecap="round" />
          <path d="M6 24h8" stroke="var(--lu-accent)" strokeWidth="3.5" strokeLinecap="round" />
        </svg>
      </Link>
      <ul className={classes.list}>
        {items.map((item) => (
          <li key={item.to} data-primary={item.primary || undefined}>
            <RailLink item={item} waiting={item.label === 'review' ? waiting : 0} />
          </li>
        ))}
        <li data-primary>
          <Bell />
        </li>
        <li className={classes.more}>
          <MoreMenu />
        </li>
      </ul>
      <div className={classes.account}>
        <AccountMenu />
      </div>
    </nav>
  );
}

function RailLink({ item, waiting }: { item: NavItem; waiting: number }) {
  const { t } = useTranslation();
  const { pathname, search } = useLocation();
  const Sign = item.icon;
  return (
    <Link
      to={item.to}
      className={classes.link}
      aria-current={isOn(item, pathname, search) ? 'page' : undefined}
    >
      <span className={classes.sign}>
        <Sign size={22} stroke={1.6} aria-hidden />
        {waiting > 0 && (
          <span className={classes.count} aria-hidden>
            {waiting > 99 ? '99+' : waiting}
          </span>
        )}
      </span>
      {t(`nav.${item.label}`)}
      {waiting > 0 && <span className="visually-hidden">, {t('review.remaining', { count: waiting })}</span>}
    </Link>
  );
}
