import { Button, Group, Modal, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LONGEST_ALT_TEXT } from '#rules/media';
import { api, unwrap } from '../../shared/api/client';
import type { Media } from '../../shared/api/types';
import { stale, useMarkStale } from '../../shared/queries';
import { ErrorNote } from '../../shared/ui/notes';
import { isCropped } from './crops';
import { FocusEditor } from './focus-editor';
import classes from './media.module.css';
import { useAltText } from './use-alt-text';

interface DialogProps {
  medium: Media | null;
  onClose: () => void;
}

/** One medium: large view, description, removal. */
export function MediaDialog({ medium, onClose }: DialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={medium !== null}
      onClose={onClose}
      size="lg"
      title={medium?.name}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {medium && <Detail key={medium.id} medium={medium} onClose={onClose} />}
    </Modal>
  );
}

function Detail({ medium, onClose }: DialogProps & { medium: Media }) {
  const mayWrite = medium.may.write;
  const { t } = useTranslation();
  const mark = useMarkStale();
  const alt = useAltText(medium);
  const [sure, setSure] = useState(false);
  const remove = useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/v1/media/{id}', { params: { path: { id: medium.id } } })),
    onSuccess: () => {
      notifications.show({ color: 'gray', message: t('media.deleted') });
      void mark(stale.mediumDeleted());
      onClose();
    },
  });
  return (
    <>
      {medium.kind === 'video' ? (
        <video
          src={medium.url}
          controls
          className={classes.large}
          aria-label={medium.altText || medium.name}
        />
      ) : mayWrite && isCropped(medium) ? (
        <FocusEditor medium={medium} />
      ) : (
        <img src={medium.url} alt={medium.altText || t('media.altMissing')} className={classes.large} />
      )}
      <Text size="xs" c="dimmed" mt="xs">
        {t('media.size', { width: medium.width, height: medium.height })}
        {' · '}
        {t('media.belongsTo', { name: medium.establishmentName })}
        {(medium.frames ?? 1) > 1 && ` · ${t('media.animated', { count: medium.frames ?? 1 })}`}
      </Text>
      <Textarea
        mt="sm"
        label={t('media.alt')}
        description={t('media.altHint')}
        maxLength={LONGEST_ALT_TEXT}
        readOnly={!mayWrite}
        value={alt.value}
        error={alt.error}
        onChange={(event) => alt.type(event.currentTarget.value)}
        onBlur={alt.save}
      />
      {alt.saved && (
        <Text size="xs" c="dimmed" role="status">
          {t('media.saved')}
        </Text>
      )}
      {mayWrite && (
        <Group justify="flex-end" mt="md" gap="xs">
          {sure && <Text size="sm">{t('media.deleteConfirm')}</Text>}
          <Button
            variant="default"
            loading={remove.isPending}
            onClick={() => (sure ? remove.mutate() : setSure(true))}
          >
            {t('media.delete')}
          </Button>
        </Group>
      )}
      <ErrorNote error={remove.error} />
    </>
  );
}
