import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Establishment } from '../../../shared/api/types';
import { ErrorNote, Note } from '../../../shared/ui/notes';
import { PrimaryButton } from '../../../shared/ui/primary-button';
import { type Choice, homeless, MOST, toConnect } from './choice';
import classes from './consent.module.css';

interface BarProps {
  choice: Choice;
  establishments: readonly Establishment[];
  connecting: boolean;
  error: unknown;
  onAssign: (remoteIds: string[], establishmentId: string) => void;
  onConnect: (accounts: ReturnType<typeof toConnect>) => void;
}

/** What is still to be said, and the button that connects. */
export function ConnectBar({ choice, establishments, connecting, error, onAssign, onConnect }: BarProps) {
  const { t } = useTranslation();
  const without = homeless(choice);
  return (
    <div className={classes.bar}>
      {without.length > 0 && (
        <Note tone="amber">
          <div className={classes.missing}>
            <span>{t('consent.homeless', { count: without.length })}</span>
            <Select
              aria-label={t('consent.giveAll')}
              placeholder={t('consent.giveAll')}
              searchable
              value={null}
              data={establishments.map((one) => ({ value: one.id, label: one.name }))}
              onChange={(value) => value && onAssign(without, value)}
            />
          </div>
        </Note>
      )}
      {choice.chosen.length > MOST && <Note tone="amber">{t('consent.most', { count: MOST })}</Note>}
      <ErrorNote error={error} />
      <PrimaryButton
        loading={connecting}
        disabled={choice.chosen.length === 0 || choice.chosen.length > MOST || without.length > 0}
        onClick={() => onConnect(toConnect(choice))}
      >
        {t('consent.connect', { count: choice.chosen.length })}
      </PrimaryButton>
    </div>
  );
}
