import type { NotificationKind } from '../kinds.js';
import type { Speak, Words } from './words.js';

const post = (title: string | undefined): string => (title ? `«\u202f${title}\u202f»` : 'un post sans titre');
const channel = (name: string | undefined): string => name ?? 'un canal';
const SEEN_ON_THE_POST = 'Ouvrez le post\u202f: la phrase à côté de chaque envoi dit quoi faire.';

/** Notifications in French. */
export const fr: Record<NotificationKind, Speak> = {
  'publication.failed': ({ postTitle, channelName }, count): Words => ({
    title:
      count > 1
        ? `${count} envois de ${post(postTitle)} ont échoué`
        : `L’envoi de ${post(postTitle)} sur ${channel(channelName)} a échoué`,
    text: SEEN_ON_THE_POST,
  }),
  'publication.needs_attention': ({ postTitle, channelName }, count) => ({
    title:
      count > 1
        ? `${count} envois de ${post(postTitle)} sont à vérifier`
        : `L’envoi de ${post(postTitle)} sur ${channel(channelName)} est à vérifier`,
    text: 'Il est peut-être en ligne, et le réseau ne le dit pas. Regardez le compte, puis choisissez\u202f: publié ou non publié.',
  }),
  'publication.overdue': ({ postTitle }, count) => ({
    title:
      count > 1
        ? `${count} envois devaient partir, et rien n’a été tenté`
        : `${post(postTitle)} devait partir, et rien n’a été tenté`,
    text: 'La page Santé dit ce qui manque. Rien ne part deux fois\u202f: les envois reprennent d’eux-mêmes.',
  }),
  'channel.reconnect_needed': ({ channelName }) => ({
    title: `${channel(channelName)} est à reconnecter`,
    text: 'Le réseau n’accepte plus l’accès donné. Les posts prévus attendent, et partiront d’eux-mêmes après la reconnexion.',
  }),
  'channel.held': ({ channelName }) => ({
    title: `${channel(channelName)} est mis en attente par son réseau pour plus d’un jour`,
    text: 'Lineup n’attend qu’un jour, puis demande à nouveau. Regardez le compte sur le réseau\u202f; si tout y va bien, choisissez «\u202fNe plus attendre\u202f» sur la page Canaux.',
  }),
  'channel.token_expiring': ({ channelName, days }) => ({
    title:
      days === 1
        ? `L’accès à ${channel(channelName)} prend fin demain`
        : `L’accès à ${channel(channelName)} prend fin dans ${days ?? 'quelques'} jours`,
    text: 'Reconnectez ce canal avant cette date, et rien ne s’interrompt.',
  }),
  'review.asked': ({ postTitle, byName, note }) => ({
    title: `${byName ?? 'Quelqu’un'} vous demande de valider ${post(postTitle)}`,
    text: note ?? '',
  }),
  'review.answered': ({ postTitle, byName, note, approved }) => ({
    title: `${byName ?? 'Quelqu’un'} ${approved ? 'a approuvé' : 'demande des changements à'} ${post(postTitle)}`,
    text: note ?? '',
  }),
};
