import { Modal, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { beyond, issueAt } from '../../shared/api/issue-at';
import { useMe } from '../../shared/session/use-me';
import { ErrorNote } from '../../shared/ui/notes';
import { PrimaryButton } from '../../shared/ui/primary-button';
import classes from './account.module.css';

interface ProofDialogProps {
  opened: boolean;
  /** What will happen, in a sentence; absent when the title says it. */
  lead?: string | undefined;
  error: unknown;
  pending: boolean;
  onProof: (password: string) => void;
  onClose: () => void;
}

/** Asks for the password before a change of how the account is secured. */
export function ProofDialog(props: ProofDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('account.proofTitle')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <ProofForm {...props} />
    </Modal>
  );
}

function ProofForm({ lead, error, pending, onProof }: ProofDialogProps) {
  const { t } = useTranslation();
  const { user } = useMe();
  const [password, setPassword] = useState('');
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        onProof(password);
      }}
    >
      {lead && <p className={classes.hint}>{lead}</p>}
      <input type="hidden" name="username" autoComplete="username" value={user.email} readOnly />
      <PasswordInput
        label={t('account.proof')}
        autoComplete="current-password"
        required
        withAsterisk={false}
        size="md"
        data-autofocus
        error={issueAt(error, 'password')}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <ErrorNote error={beyond(error, 'password')} />
      <PrimaryButton type="submit" loading={pending}>
        {t('account.goOn')}
      </PrimaryButton>
    </form>
  );
}
