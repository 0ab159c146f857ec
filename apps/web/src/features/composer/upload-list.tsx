import { ActionIcon, Progress } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../shared/api/use-error-text';
import classes from './composer.module.css';
import type { Upload } from './use-uploads';

/** Progress of uploads, and why one was refused. */
export function UploadList({
  uploads,
  onDismiss,
}: {
  uploads: readonly Upload[];
  onDismiss: (key: string) => void;
}) {
  const { t } = useTranslation();
  const sentence = useErrorText();
  return uploads.map(({ key, name, percent, error }) =>
    error ? (
      <div key={key} className={classes.refused} role="alert">
        <span>
          {t('post.uploadFailed', { name })} {sentence(error)}
        </span>
        <ActionIcon variant="subtle" color="gray" aria-label={t('close')} onClick={() => onDismiss(key)}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </div>
    ) : (
      <div key={key}>
        <span className={classes.hint}>{t('post.uploading', { name, percent })}</span>
        <Progress value={percent} size="sm" aria-label={t('post.uploading', { name, percent })} />
      </div>
    ),
  );
}
