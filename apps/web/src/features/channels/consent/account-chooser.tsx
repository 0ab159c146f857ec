import { Button, Checkbox, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { type Placement, PLACEMENTS } from '#rules/brand';
import { api, unwrap } from '../../../shared/api/client';
import type { components } from '../../../shared/api/schema';
import type { Channel, Establishment } from '../../../shared/api/types';
import { queries } from '../../../shared/queries';
import { Note } from '../../../shared/ui/notes';
import { Page } from '../../../shared/ui/page';
import { useChannelAction } from '../use-channel-action';
import { AccountRow } from './account-row';
import { assign, choose, isOpen, reaches, SHOWN, type Shown, shownAccounts } from './choice';
import { ConnectBar } from './connect-bar';
import classes from './consent.module.css';
import type { Chosen } from './use-answer';
import { useChoice } from './use-choice';

type Consent = components['schemas']['ConsentedAccounts'];

/** Rows that are drawn at once; more on demand, so that three hundred pages do not make a slow one. */
const PAGE = 50;

interface ChooserProps {
  consent: Consent;
  establishments: readonly Establishment[];
  channels: readonly Channel[];
}

/** The accounts that a consent reaches: search, choose, give each to its establishment, connect. */
export function AccountChooser({ consent, establishments, channels }: ChooserProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const wanted = (useLocation().state as Chosen | null)?.wanted ?? null;
  const { choice, change, forget } = useChoice(consent, establishments, channels, wanted);
  const [search, setSearch] = useState('');
  const [filter, setFilter] = useState<Shown>('all');
  const [rows, setRows] = useState(PAGE);
  const [placement, setPlacement] = useState<Placement>('end');
  const connect = useChannelAction(
    (accounts: { remoteId: string; establishmentId: string }[]) =>
      unwrap(
        api.POST('/api/v1/channels/consents/{id}/connect', {
          params: { path: { id: consent.id } },
          body: { accounts, baselinePlacement: placement },
        }),
      ),
    ({ items }) => t('consent.done', { count: items.length }),
  );
  const { accounts } = consent;
  const shown = shownAccounts(accounts, choice, search, filter);
  const open = shown.filter(isOpen);
  const on = open.filter(({ remoteId }) => choice.chosen.includes(remoteId)).length;
  return (
    <Page
      title={t('consent.title')}
      lead={t('consent.lead', { count: accounts.length, network: t(`platform.${consent.platform}`) })}
    >
      {!reaches(accounts, wanted) && (
        <Note tone="amber">
          {t('consent.another', { name: channels.find(({ id }) => id === wanted)?.name ?? '' })}
        </Note>
      )}
      {accounts.length > 1 && (
        <div className={classes.tools}>
          <TextInput
            className={classes.search}
            aria-label={t('consent.search')}
            placeholder={t('consent.search')}
            leftSection={<IconSearch size={16} aria-hidden />}
            type="search"
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          <SegmentedControl<Shown>
            aria-label={t('consent.filter')}
            value={filter}
            onChange={setFilter}
            data={SHOWN.map((value) => ({ value, label: t(`consent.shown.${value}`) }))}
          />
        </div>
      )}
      <section className={classes.list} aria-label={t('consent.list')}>
        {open.length > 1 && (
          <Checkbox
            className={classes.all}
            label={t('consent.all', { count: open.length })}
            checked={on === open.length}
            indeterminate={on > 0 && on < open.length}
            onChange={() => change(choose(choice, open, on < open.length))}
          />
        )}
        {shown.length === 0 && <p className={classes.none}>{t('consent.none')}</p>}
        {shown.slice(0, rows).map((account) => (
          <AccountRow
            key={account.remoteId}
            account={account}
            picture={`/api/v1/channels/consents/${consent.id}/picture?account=${encodeURIComponent(account.remoteId)}`}
            establishments={establishments}
            chosen={choice.chosen.includes(account.remoteId)}
            establishmentId={choice.establishments[account.remoteId] ?? null}
            onChoose={(chosen) => change(choose(choice, [account], chosen))}
            onAssign={(establishmentId) => change(assign(choice, [account.remoteId], establishmentId))}
          />
        ))}
        {shown.length > rows && (
          <Button variant="subtle" color="gray" fullWidth onClick={() => setRows(rows + PAGE)}>
            {t('consent.more', { count: Math.min(PAGE, shown.length - rows) })}
          </Button>
        )}
      </section>
      <Select
        className={classes.placement}
        label={t('channels.placement')}
        description={t('consent.placementHint')}
        value={placement}
        data={PLACEMENTS.map((value) => ({ value, label: t(`channels.placements.${value}`) }))}
        onChange={(value) => setPlacement(PLACEMENTS.find((p) => p === value) ?? placement)}
      />
      <ConnectBar
        choice={choice}
        establishments={establishments}
        connecting={connect.isPending}
        error={connect.error}
        onAssign={(ids, establishmentId) => change(assign(choice, ids, establishmentId))}
        onConnect={(chosen) =>
          connect.mutate(chosen, {
            onSuccess: () => {
              forget();
              client.removeQueries(queries.consent(null, consent.id));
              void navigate('/channels', { replace: true });
            },
          })
        }
      />
    </Page>
  );
}
