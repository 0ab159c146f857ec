import { ColorInput, Modal, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LONGEST_OF_FORMAT } from '#rules/brand';
import { api, unwrap } from '../../shared/api/client';
import { stale, useMarkStale } from '../../shared/queries';
import { useZone } from '../../shared/session/use-me';
import { DateField } from '../../shared/ui/date-field';
import { ErrorNote } from '../../shared/ui/notes';
import { PrimaryButton } from '../../shared/ui/primary-button';
import { todayIn } from '../../shared/dates/today';
import classes from './brand.module.css';
import { slug } from './slug';

/** Adds a format with the first version of its baseline. */
export function FormatDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('brand.addFormat')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <FormatForm onDone={onClose} />
    </Modal>
  );
}

function FormatForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const mark = useMarkStale();
  const today = todayIn(useZone());
  const [values, setValues] = useState({
    name: '',
    description: '',
    mark: '',
    tint: '#E9B872',
    baseline: '',
    validFrom: today,
  });
  const set = (key: keyof typeof values) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget;
    setValues((now) => ({ ...now, [key]: value }));
  };
  const create = useMutation({
    mutationFn: () =>
      unwrap(api.POST('/api/v1/brand/formats', { body: { ...values, key: slug(values.name) } })),
    onSuccess: () => {
      notifications.show({ color: 'gray', message: t('brand.formatAdded') });
      void mark(stale.formatChanged());
      onDone();
    },
  });
  const must = { required: true, withAsterisk: false };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate();
      }}
    >
      <TextInput
        {...must}
        label={t('brand.name')}
        maxLength={LONGEST_OF_FORMAT.name}
        value={values.name}
        onChange={set('name')}
        data-autofocus
      />
      <TextInput
        label={t('brand.description')}
        maxLength={LONGEST_OF_FORMAT.description}
        value={values.description}
        onChange={set('description')}
      />
      <TextInput
        {...must}
        label={t('brand.mark')}
        maxLength={LONGEST_OF_FORMAT.mark}
        value={values.mark}
        onChange={set('mark')}
      />
      <ColorInput
        label={t('brand.tint')}
        format="hex"
        withEyeDropper={false}
        value={values.tint}
        onChange={(tint) => setValues((now) => ({ ...now, tint }))}
      />
      <TextInput
        {...must}
        label={t('brand.wording')}
        maxLength={LONGEST_OF_FORMAT.wording}
        value={values.baseline}
        onChange={set('baseline')}
      />
      <DateField
        {...must}
        label={t('brand.validFrom')}
        value={values.validFrom}
        onChange={(validFrom) => setValues((now) => ({ ...now, validFrom }))}
      />
      <ErrorNote error={create.error} />
      <PrimaryButton type="submit" fullWidth loading={create.isPending}>
        {t('brand.addFormat')}
      </PrimaryButton>
    </form>
  );
}
