import type { Say } from './index.js';

const s = (count: unknown): string => (Number(count) > 1 ? 's' : '');
const number = (value: unknown): string => String(value).replace('.', ',');
const START = 'Démarrez un worker, ou regardez dans son journal pourquoi il s’arrête.';

/** Ce qui a été constaté, et quoi faire. */
export const fr: Record<string, Say> = {
  late: (v) => [
    Number(v.count) > 1
      ? `${v.count} envois attendent sans qu’aucune tentative ait eu lieu, le plus ancien depuis ${v.minutes} min.`
      : `Un envoi attend depuis ${v.minutes} min sans qu’aucune tentative ait eu lieu.`,
    'Regardez les lignes Workers, Recherche et File ci-dessous. Rien n’est perdu\u202f: les envois reprennent d’eux-mêmes.',
  ],
  network_slow: (v) => [
    `Le réseau ${v.network} répond à peine\u202f: ${v.count} envoi${s(v.count)} attend${Number(v.count) > 1 ? 'ent' : ''} son tour.`,
    'Les autres réseaux n’en souffrent pas. Regardez la page d’état de ce réseau\u202f; les envois reprennent d’eux-mêmes.',
  ],
  networks: () => ['Aucun réseau ne fait attendre.'],
  on_time: () => ['Aucun envoi n’est en retard.'],
  no_worker: () => ['Aucun worker ne se signale\u202f: rien ne part.', START],
  silent_worker: (v) => [
    `${v.count} worker${s(v.count)} ne se signale${Number(v.count) > 1 ? 'nt' : ''} plus depuis peu. Les autres reprennent ses envois.`,
    'Regardez dans son journal pourquoi il s’est arrêté.',
  ],
  mixed_versions: () => [
    'Des workers de versions différentes tournent ensemble.',
    'Redémarrez ceux qui ont l’ancienne version.',
  ],
  workers: (v) => [`${v.count} worker${s(v.count)} au travail.`],
  no_sweep: () => ['Personne ne cherche les envois dont l’heure vient.', START],
  old_sweep: (v) => [
    `La dernière recherche d’envois date de ${v.seconds} s\u202f; il en faut une toutes les deux secondes.`,
    'La base de données ou le worker est surchargé\u202f: ajoutez un worker, ou regardez les requêtes lentes.',
  ],
  sweeping: (v) => [`Dernière recherche d’envois il y a ${v.seconds} s.`],
  queue_silent: () => [
    'La file ne répond pas.',
    'Vérifiez que Redis (ou PostgreSQL, sans REDIS_URL) tourne et que l’adresse est la bonne.',
  ],
  queue_forgets: (v) => [
    `Redis peut oublier des envois quand sa mémoire est pleine (${v.policy}).`,
    'Réglez maxmemory-policy sur noeviction, aussi dans son fichier.',
  ],
  queue_unreached: (v) => [
    `Aucun worker n’a atteint la file depuis ${v.seconds} s.`,
    'Vérifiez REDIS_URL sur les machines des workers, et le réseau entre elles et Redis.',
  ],
  queue_slow: (v) => [`La file met ${v.ms} ms à répondre.`, 'Regardez la charge de la machine qui la porte.'],
  queue: () => ['La file répond.'],
  database_slow: (v) => [
    `La base de données met ${v.ms} ms à répondre.`,
    'Regardez la charge de sa machine, son disque et ses requêtes lentes.',
  ],
  database: () => ['La base de données répond.'],
  channels_lost: (v) => [
    Number(v.count) > 1
      ? `${v.count} canaux sont à reconnecter. Leurs envois attendent.`
      : 'Un canal est à reconnecter. Ses envois attendent.',
    `Reconnectez-${Number(v.count) > 1 ? 'les' : 'le'} depuis la page Canaux.`,
  ],
  channels: () => ['Aucun canal n’est à reconnecter.'],
  disk_unknown: () => [
    'La place libre n’a pas pu être lue.',
    'Vérifiez que LINEUP_HOME existe et peut être lu.',
  ],
  disk_full: (v) => [
    `Il reste ${number(v.gigabytes)} Go\u202f: l’envoi de médias et la base vont s’arrêter.`,
    'Libérez de la place tout de suite, ou déplacez LINEUP_HOME sur un disque plus grand.',
  ],
  disk_low: (v) => [`Il reste ${number(v.gigabytes)} Go.`, 'Libérez de la place, ou agrandissez le disque.'],
  disk: (v) => [`Il reste ${number(v.gigabytes)} Go.`],
  clock_off: (v) => [
    `L’horloge d’un worker s’écarte de ${v.seconds} s de celle de la base. Les heures d’envoi n’en dépendent pas.`,
    'Activez la synchronisation de l’heure (NTP) sur cette machine.',
  ],
  clock: () => ['Les horloges s’accordent.'],
  zones_old: (v) => [
    `Les tables des fuseaux datent de ${v.zones}\u202f: un changement d’heure récent peut y manquer.`,
    'Mettez Node.js à jour.',
  ],
  zones: (v) => [`Tables des fuseaux ${v.zones}.`],
  no_mail: () => ['Pas de serveur d’e-mail\u202f: les notifications s’affichent dans Lineup seulement.'],
  mail_given_up: (v) => [
    `${v.count} e-mail${s(v.count)} abandonné${s(v.count)} depuis hier. Lineup affiche tout de même ce qu’ils disaient.`,
    'Vérifiez SMTP_URL, MAIL_FROM et les adresses\u202f; la raison est dans le journal du serveur d’e-mail.',
  ],
  mail: () => ['Les e-mails partent.'],
};
