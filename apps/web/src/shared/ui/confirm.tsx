import { Button, Group, Modal, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PrimaryButton } from './primary-button';

interface ConfirmProps {
  opened: boolean;
  title: string;
  children: ReactNode;
  /** Verb of the act. */
  action: string;
  pending?: boolean;
  /** The subject has changed since the question was asked. */
  changed?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before an act that cannot be undone; the safe choice has the focus. */
export function Confirm({
  opened,
  title,
  children,
  action,
  pending = false,
  changed = false,
  onConfirm,
  onClose,
}: ConfirmProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <Text component="div" mb="lg">
        {children}
      </Text>
      {changed && (
        <Text role="alert" mb="md">
          {t('bound.closeAndLook')}
        </Text>
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('post.keep')}
        </Button>
        <PrimaryButton loading={pending} disabled={changed} onClick={onConfirm}>
          {action}
        </PrimaryButton>
      </Group>
    </Modal>
  );
}
