import { Button, Group, Modal, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PrimaryButton } from './primary-button';

interface ConfirmProps {
  opened: boolean;
  title: string;
  children: ReactNode;
  /** The verb of what will happen. */
  action: string;
  pending?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before what cannot be taken back; the safe choice has the focus. */
export function Confirm({
  opened,
  title,
  children,
  action,
  pending = false,
  onConfirm,
  onClose,
}: ConfirmProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <Text component="div" mb="lg">
        {children}
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('post.keep')}
        </Button>
        <PrimaryButton loading={pending} onClick={onConfirm}>
          {action}
        </PrimaryButton>
      </Group>
    </Modal>
  );
}
