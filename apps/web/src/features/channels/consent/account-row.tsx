import { Avatar, Checkbox, Select } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Establishment } from '../../../shared/api/types';
import type { ConsentedAccount } from './choice';
import classes from './consent.module.css';

interface RowProps {
  account: ConsentedAccount;
  /** Address of its picture. */
  picture: string;
  establishments: readonly Establishment[];
  chosen: boolean;
  establishmentId: string | null;
  onChoose: (chosen: boolean) => void;
  onAssign: (establishmentId: string) => void;
}

/** One account: choose it, and say whose it is. */
export function AccountRow(props: RowProps) {
  const { account, picture, establishments, chosen, establishmentId, onChoose, onAssign } = props;
  const { t } = useTranslation();
  const id = useId();
  const fixed = account.channelId !== null;
  return (
    <div className={classes.row} data-chosen={chosen}>
      <Checkbox
        id={id}
        checked={chosen}
        disabled={account.obstacle !== null}
        aria-describedby={`${id}-facts`}
        onChange={(event) => onChoose(event.currentTarget.checked)}
      />
      <Avatar src={account.hasPicture ? picture : null} alt="" name={account.name} color="gray" size={36} />
      <label htmlFor={id} className={classes.who}>
        <strong dir="auto">{account.name}</strong>
        <span id={`${id}-facts`}>
          {[
            account.handle !== account.name && account.handle,
            fixed && t('consent.known'),
            account.obstacle && t(`consent.obstacle.${account.obstacle}`),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </label>
      {chosen && (
        <Select
          className={classes.whose}
          aria-label={t('consent.establishmentOf', { name: account.name })}
          placeholder={t('consent.establishment')}
          searchable
          disabled={fixed}
          value={establishmentId}
          data={establishments.map((one) => ({ value: one.id, label: one.name }))}
          onChange={(value) => value && onAssign(value)}
        />
      )}
    </div>
  );
}
