import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Platform } from '#rules/platforms';
import type { Media } from '../../shared/api/types';
import { FocusEditor } from './focus-editor';

interface DialogProps {
  medium: Media;
  opened: boolean;
  /** The networks of the post. */
  platforms: readonly Platform[];
  onClose: () => void;
}

/** Dialog for a picture's focal point, over the post that shows it. */
export function FocusDialog({ medium, opened, platforms, onClose }: DialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={t('media.focus')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <FocusEditor medium={medium} platforms={platforms} />
      <Button mt="md" fullWidth variant="default" onClick={onClose}>
        {t('close')}
      </Button>
    </Modal>
  );
}
