import { Menu, UnstyledButton } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { AccountItems } from './account-items';
import { useNavItems } from './nav-items';
import classes from './rail.module.css';

/** On a phone, the screens that do not fit into the bottom bar, and the account. */
export function MoreMenu() {
  const { t } = useTranslation();
  const items = useNavItems();
  return (
    <Menu position="top-end" width={240}>
      <Menu.Target>
        <UnstyledButton className={classes.link}>
          <IconDots size={22} stroke={1.6} aria-hidden />
          {t('nav.more')}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {items
          .filter((item) => !item.primary)
          .map((item) => (
            <Menu.Item
              key={item.to}
              leftSection={<item.icon size={18} aria-hidden />}
              renderRoot={(root) => <Link to={item.to} {...root} />}
            >
              {t(`nav.${item.label}`)}
            </Menu.Item>
          ))}
        <Menu.Divider />
        <AccountItems />
      </Menu.Dropdown>
    </Menu>
  );
}
