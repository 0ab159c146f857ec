import { Menu, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../shared/session/use-me';
import { AccountItems } from './account-items';
import classes from './rail.module.css';

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word[0] ?? '')
    .join('')
    .toUpperCase();

/** The signed-in person, and their own preferences. */
export function AccountMenu() {
  const { t } = useTranslation();
  const { user } = useMe();
  return (
    <Menu position="right-end" width={240}>
      <Menu.Target>
        <UnstyledButton className={classes.avatar}>
          <span aria-hidden>{initials(user.name)}</span>
          <span className="visually-hidden">{t('nav.account', { name: user.name })}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <AccountItems />
      </Menu.Dropdown>
    </Menu>
  );
}
