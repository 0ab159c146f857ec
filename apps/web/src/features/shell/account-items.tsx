import { Menu, useMantineColorScheme } from '@mantine/core';
import {
  IconCheck,
  IconDeviceDesktop,
  IconLogout,
  IconMoon,
  IconSun,
  IconSwitchHorizontal,
  IconUser,
} from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api, unwrap } from '../../shared/api/client';
import { chooseLanguage, LANGUAGES } from '../../shared/i18n';
import { useLanguage } from '../../shared/i18n/use-language';
import { session } from '../../shared/session/session';
import { queries } from '../../shared/queries';
import { useMe } from '../../shared/session/use-me';
import { signOut } from '../../shared/session/sign-in';
import { drafts } from '../composer/drafts';

const NAMES = { fr: 'Français', en: 'English' } as const;
const SCHEMES = [
  ['light', IconSun],
  ['dark', IconMoon],
  ['auto', IconDeviceDesktop],
] as const;

/** The account, the organisations, language, theme, sign out. */
export function AccountItems() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { user, organisation, organisations, role } = useMe();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const navigate = useNavigate();
  const client = useQueryClient();
  const leave = async (): Promise<void> => {
    await signOut();
    drafts.endAll();
    session.leave();
    client.clear();
    await navigate('/sign-in');
  };
  const workIn = async (organisationId: string): Promise<void> => {
    await unwrap(api.POST('/api/v1/me/organisation', { body: { organisationId } }));
    drafts.endAll();
    client.clear();
    await client.fetchQuery(queries.me());
    await navigate('/');
  };
  const tick = <IconCheck size={16} aria-hidden />;
  return (
    <>
      <Menu.Label>
        {user.name} · {t(`role.${role}`)}
        <br />
        {organisation.name}
      </Menu.Label>
      <Menu.Item leftSection={<IconUser size={16} aria-hidden />} onClick={() => void navigate('/account')}>
        {t('account.open')}
      </Menu.Item>
      {organisations
        .filter(({ id }) => id !== organisation.id)
        .map(({ id, name }) => (
          <Menu.Item
            key={id}
            leftSection={<IconSwitchHorizontal size={16} aria-hidden />}
            onClick={() => void workIn(id)}
          >
            {t('account.workIn', { name })}
          </Menu.Item>
        ))}
      <Menu.Divider />
      <Menu.Label>{t('nav.language')}</Menu.Label>
      {LANGUAGES.map((code) => (
        <Menu.Item
          key={code}
          lang={code}
          aria-current={code === language || undefined}
          rightSection={code === language && tick}
          onClick={() => chooseLanguage(code)}
        >
          {NAMES[code]}
        </Menu.Item>
      ))}
      <Menu.Label>{t('nav.theme')}</Menu.Label>
      {SCHEMES.map(([scheme, Sign]) => (
        <Menu.Item
          key={scheme}
          leftSection={<Sign size={16} aria-hidden />}
          aria-current={scheme === colorScheme || undefined}
          rightSection={scheme === colorScheme && tick}
          onClick={() => setColorScheme(scheme)}
        >
          {t(`nav.${scheme}`)}
        </Menu.Item>
      ))}
      <Menu.Divider />
      <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void leave()}>
        {t('nav.signOut')}
      </Menu.Item>
    </>
  );
}
