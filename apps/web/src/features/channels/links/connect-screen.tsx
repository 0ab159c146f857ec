import { Radio } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { api, unwrap } from '../../../shared/api/client';
import type { components } from '../../../shared/api/schema';
import { queries } from '../../../shared/queries';
import { AuthFrame } from '../../../shared/ui/auth-frame';
import classes from '../../../shared/ui/auth-frame.module.css';
import { ErrorNote, Rows } from '../../../shared/ui/notes';
import { PrimaryButton, PrimaryLink } from '../../../shared/ui/primary-button';
import { useReturn } from '../../../shared/ui/use-return';
import { LinkOver } from '../../../shared/ui/link-over';
import { isOpen } from '../consent/choice';
import { forgetLink, leaveByLink } from '../consent/returning';
import { useAnswer } from '../consent/use-answer';

type Offer = components['schemas']['OpenChannelLink'];
interface StepProps {
  token: string;
  offer: Offer;
}

/** For the owner of an account: connects it by a link, without an account here. */
export default function ConnectScreen() {
  const { t } = useTranslation();
  const { token = '', id } = useParams();
  const [search] = useSearchParams();
  const offer = useQuery({ ...queries.channelLink(token), enabled: token !== '' });
  if (!token) {
    return (
      <AuthFrame title={t('links.lost')} lead={t('links.lostText')}>
        {null}
      </AuthFrame>
    );
  }
  if (offer.error) return <LinkOver error={offer.error} signsIn={false} />;
  if (!offer.data) {
    return (
      <AuthFrame title={t('loading')}>
        <Rows count={3} />
      </AuthFrame>
    );
  }
  const step = { token, offer: offer.data };
  if (id) return <Pick {...step} id={id} />;
  return search.has('state') ? <Answering {...step} /> : <Begin {...step} />;
}

function Begin({ token, offer }: StepProps) {
  const { t } = useTranslation();
  const network = t(`platform.${offer.platform}`);
  const begin = useMutation({
    mutationFn: () =>
      unwrap(api.POST('/api/v1/channel-links/{token}/consents', { params: { path: { token } } })),
    onSuccess: ({ url }) => {
      leaveByLink(localStorage, url, token);
      window.location.assign(url);
    },
  });
  useReturn(begin.reset);
  const { madeBy: by, establishment, organisation } = offer;
  return (
    <AuthFrame
      title={t('links.title', { network })}
      lead={t('links.lead', { by, establishment, organisation })}
    >
      <div className={classes.form}>
        <p className={classes.step}>{t(`consent.needs.${offer.platform}`)}</p>
        <ErrorNote error={begin.error} />
        <PrimaryButton
          size="md"
          fullWidth
          loading={begin.isPending || begin.isSuccess}
          onClick={() => begin.mutate()}
        >
          {t('consent.go', { network })}
        </PrimaryButton>
      </div>
    </AuthFrame>
  );
}

function Answering({ token, offer }: StepProps) {
  const { t } = useTranslation();
  const base = `/connect/${encodeURIComponent(token)}`;
  const { error } = useAnswer(token, base);
  return (
    <AuthFrame title={t('links.title', { network: t(`platform.${offer.platform}`) })}>
      {error ? <Again base={base} error={error} /> : <Rows count={3} />}
    </AuthFrame>
  );
}

function Again({ base, error }: { base: string; error: unknown }) {
  const { t } = useTranslation();
  return (
    <div className={classes.form}>
      <ErrorNote error={error} />
      <PrimaryLink to={base} size="md" fullWidth>
        {t('links.start')}
      </PrimaryLink>
    </div>
  );
}

function Pick({ token, offer, id }: StepProps & { id: string }) {
  const { t } = useTranslation();
  const [picked, setPicked] = useState<string | null>(null);
  const consent = useQuery(queries.consent(token, id));
  const network = t(`platform.${offer.platform}`);
  const connect = useMutation({
    mutationFn: (remoteId: string) =>
      unwrap(
        api.POST('/api/v1/channel-links/{token}/consents/{id}/connect', {
          params: { path: { token, id } },
          body: { remoteId },
        }),
      ),
    onSuccess: () => forgetLink(localStorage, token),
  });
  if (connect.data) {
    return (
      <AuthFrame title={t('links.done', { name: connect.data.name })} lead={t('links.doneText', { network })}>
        {null}
      </AuthFrame>
    );
  }
  const accounts = consent.data?.accounts ?? [];
  const [first] = accounts.filter(isOpen);
  const chosen = picked ?? (accounts.length === 1 && first ? first.remoteId : null);
  return (
    <AuthFrame title={t('links.title', { network })} lead={t('links.pick')}>
      {consent.error ? (
        <Again base={`/connect/${encodeURIComponent(token)}`} error={consent.error} />
      ) : (
        <form
          className={classes.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (chosen) connect.mutate(chosen);
          }}
        >
          {!consent.data && <Rows count={2} />}
          <Radio.Group aria-label={t('links.pick')} value={chosen} onChange={setPicked}>
            {accounts.map((account) => (
              <Radio
                key={account.remoteId}
                mb="sm"
                value={account.remoteId}
                disabled={!isOpen(account)}
                label={account.name}
                description={
                  account.obstacle ? t(`consent.obstacle.${account.obstacle}`) : account.handle || undefined
                }
              />
            ))}
          </Radio.Group>
          <ErrorNote error={connect.error} />
          <PrimaryButton type="submit" size="md" fullWidth loading={connect.isPending} disabled={!chosen}>
            {t('links.connect')}
          </PrimaryButton>
        </form>
      )}
    </AuthFrame>
  );
}
