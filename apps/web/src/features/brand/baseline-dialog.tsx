import { Modal, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LONGEST_OF_FORMAT } from '#rules/brand';
import { api, unwrap } from '../../shared/api/client';
import type { Format } from '../../shared/api/types';
import { stale, useMarkStale } from '../../shared/queries';
import { DateField } from '../../shared/ui/date-field';
import { ErrorNote } from '../../shared/ui/notes';
import { PrimaryButton } from '../../shared/ui/primary-button';
import classes from './brand.module.css';

interface BaselineProps {
  format: Format;
  opened: boolean;
  onClose: () => void;
}

/** Adds a version of a baseline, valid from a day on. */
export function BaselineDialog({ format, opened, onClose }: BaselineProps) {
  const { t } = useTranslation();
  const mark = useMarkStale();
  const [text, setText] = useState('');
  const [validFrom, setValidFrom] = useState('');
  const add = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/api/v1/brand/formats/{id}/baselines', {
          params: { path: { id: format.id } },
          body: { text: text.trim(), validFrom, validTo: null },
        }),
      ),
    onSuccess: () => {
      notifications.show({ color: 'gray', message: t('brand.added') });
      void mark(stale.formatChanged());
      onClose();
    },
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('brand.addVersionOf', { name: format.name })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate();
        }}
      >
        <TextInput
          label={t('brand.wording')}
          required
          withAsterisk={false}
          maxLength={LONGEST_OF_FORMAT.wording}
          dir="auto"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          data-autofocus
        />
        <DateField
          label={t('brand.validFrom')}
          description={t('brand.closes')}
          required
          withAsterisk={false}
          value={validFrom}
          onChange={setValidFrom}
        />
        <ErrorNote error={add.error} />
        <PrimaryButton type="submit" fullWidth loading={add.isPending}>
          {t('brand.addVersion')}
        </PrimaryButton>
      </form>
    </Modal>
  );
}
