import { SegmentedControl, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LONGEST_PERSON_NAME } from '#rules/identity';
import { useLocation, useNavigate, useParams } from 'react-router';
import { api, unwrap } from '../../shared/api/client';
import { beyond, issueAt } from '../../shared/api/issue-at';
import { queries } from '../../shared/queries';
import { ErrorNote, Note, Rows } from '../../shared/ui/notes';
import { PrimaryButton, PrimaryLink } from '../../shared/ui/primary-button';
import { AuthFrame } from '../../shared/ui/auth-frame';
import classes from '../../shared/ui/auth-frame.module.css';
import { signIn } from '../../shared/session/sign-in';
import { LinkOver } from '../../shared/ui/link-over';
import { NewPassword } from '../../shared/ui/new-password-fields';

/** Accepts an invitation, with an existing account or a new one. */
export default function InvitationScreen() {
  const { t } = useTranslation();
  const { token = '' } = useParams();
  const offer = useQuery(queries.invitation(token));
  const me = useQuery(queries.me());
  if (offer.error) return <LinkOver error={offer.error} />;
  if (!offer.data || me.isPending) {
    return (
      <AuthFrame title={t('loading')}>
        <Rows count={3} />
      </AuthFrame>
    );
  }
  const { organisation, establishment, invitedBy, role, email, name } = offer.data;
  return (
    <AuthFrame
      title={t('door.inviteTitle', { organisation })}
      lead={t('door.inviteLead', {
        by: invitedBy,
        role: t(`role.${role}`),
        establishment: establishment,
        email,
      })}
    >
      {me.data ? (
        <JoinAs token={token} own={me.data.user.email} invited={email} />
      ) : (
        <Join token={token} email={email} name={name} />
      )}
    </AuthFrame>
  );
}

/** Accepts, and opens the application with the new role. */
function useAccept(token: string) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async (body: { name?: string; password?: string }, email: string): Promise<void> => {
    await unwrap(api.POST('/api/v1/invitation-links/{token}/accept', { params: { path: { token } }, body }));
    if (body.password !== undefined) await signIn(email, body.password);
    client.clear();
    await client.fetchQuery(queries.me());
    await navigate('/', { replace: true });
  };
}

function JoinAs({ token, own, invited }: { token: string; own: string; invited: string }) {
  const { t } = useTranslation();
  const accept = useAccept(token);
  const join = useMutation({ mutationFn: () => accept({}, own) });
  if (own !== invited) return <Note tone="amber">{t('door.inviteOther', { email: own })}</Note>;
  return (
    <div className={classes.form}>
      <p className={classes.step}>{t('door.inviteAs', { email: own })}</p>
      <ErrorNote error={join.error} />
      <PrimaryButton size="md" fullWidth loading={join.isPending} onClick={() => join.mutate()}>
        {t('door.join')}
      </PrimaryButton>
    </div>
  );
}

function Join({ token, email, name: proposed }: { token: string; email: string; name: string }) {
  const { t } = useTranslation();
  const accept = useAccept(token);
  const { pathname } = useLocation();
  const [kind, setKind] = useState<'new' | 'known'>('new');
  const [name, setName] = useState(proposed);
  const [password, setPassword] = useState('');
  const join = useMutation({ mutationFn: () => accept({ name, password }, email) });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        join.mutate();
      }}
    >
      <SegmentedControl<'new' | 'known'>
        orientation="vertical"
        value={kind}
        onChange={setKind}
        data={[
          { value: 'new', label: t('door.inviteNew') },
          { value: 'known', label: t('door.inviteKnown') },
        ]}
      />
      {kind === 'known' ? (
        <PrimaryLink to="/sign-in" state={{ from: pathname }} size="md" fullWidth>
          {t('door.toSignIn')}
        </PrimaryLink>
      ) : (
        <>
          <TextInput
            label={t('door.yourName')}
            autoComplete="name"
            required
            withAsterisk={false}
            maxLength={LONGEST_PERSON_NAME}
            size="md"
            error={issueAt(join.error, 'name')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
          <NewPassword
            label={t('door.choosePassword')}
            value={password}
            onChange={setPassword}
            error={issueAt(join.error, 'password')}
          />
          <ErrorNote error={beyond(join.error, 'name', 'password')} />
          <PrimaryButton type="submit" size="md" fullWidth loading={join.isPending}>
            {t('door.join')}
          </PrimaryButton>
        </>
      )}
    </form>
  );
}
