import { useTranslation } from 'react-i18next';
import { api, unwrap } from '../../shared/api/client';
import type { components } from '../../shared/api/schema';
import type { Channel } from '../../shared/api/types';
import { useChannelAction } from './use-channel-action';

/** The acts on a channel, and the error of the last one. */
export function useChannelActs({ id }: Channel) {
  const { t } = useTranslation();
  const params = { path: { id } };
  const change = useChannelAction((body: components['schemas']['ChangeChannel']) =>
    unwrap(api.PATCH('/api/v1/channels/{id}', { params, body })),
  );
  const check = useChannelAction(
    () => unwrap(api.POST('/api/v1/channels/{id}/check', { params })),
    ({ state }) => t(state === 'reconnect_needed' ? 'channels.checkedBad' : 'channels.checked'),
  );
  const release = useChannelAction(
    () => unwrap(api.POST('/api/v1/channels/{id}/release', { params })),
    // The hold of the whole application may remain.
    ({ heldUntil }) => t(heldUntil ? 'channels.stillHeld' : 'channels.released'),
  );
  const remove = useChannelAction(
    () => unwrap(api.DELETE('/api/v1/channels/{id}', { params })),
    () => t('channels.removed'),
  );
  return {
    change: change.mutate,
    check: () => check.mutate(),
    release: () => release.mutate(),
    remove: () => remove.mutate(),
    error: change.error ?? check.error ?? release.error ?? remove.error,
  };
}

export type ChannelActs = ReturnType<typeof useChannelActs>;
