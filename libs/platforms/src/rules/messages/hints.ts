import type { MessageLocale } from './locale.js';

/** Every hint of a failure. Stable: stored with publications. */
export const HINT_CODES = [
  'reconnect',
  'missing_permission',
  'account_checkpoint',
  'account_restricted',
  'posting_too_fast',
  'rate_limited',
  'daily_quota',
  'content_refused',
  'policy_refused',
  'text_refused',
  'link_refused',
  'image_refused',
  'image_ratio_refused',
  'video_refused',
  'video_too_long_for_account',
  'media_unreachable',
  'media_processing_failed',
  'storage_unavailable',
  'privacy_level_unavailable',
  'audit_required',
  'target_missing',
  'operator_version',
  'operator_app',
  'duplicate_post',
  'may_be_live',
  'unread',
  'upload_expired',
  'network_unavailable',
  'too_late',
  'gave_up',
  'interrupted',
] as const;
export type HintCode = (typeof HINT_CODES)[number];

/** One message per hint, with `{network}`: what happened, what is safe, what to do. */
export const HINTS: Record<MessageLocale, Record<HintCode, string>> = {
  fr: {
    reconnect:
      '{network} ne reconnaît plus notre accès. Rien n’a été publié. Reconnectez le canal ; les publications en attente repartiront ensuite.',
    missing_permission:
      'Il manque une autorisation à notre accès, ou un rôle a été retiré sur la page. Rien n’a été publié. Faites reconnecter le canal par une personne qui administre la page.',
    account_checkpoint:
      '{network} demande une vérification à la personne qui a connecté le canal. Rien n’a été publié. Qu’elle se connecte sur {network}, puis reconnectez le canal.',
    account_restricted:
      '{network} restreint ce compte pour l’instant. Ouvrez {network} pour en voir la raison avant de publier à nouveau.',
    posting_too_fast:
      '{network} trouve que ce compte publie trop vite. Rien de plus n’a été publié. La publication attendra et repartira d’elle-même.',
    rate_limited: '{network} demande d’attendre. Rien n’a été publié. La publication repartira d’elle-même.',
    daily_quota:
      'Le nombre de publications permis par jour est atteint. Rien n’a été publié. La publication repartira quand {network} le permettra.',
    content_refused:
      '{network} refuse ce contenu. Rien n’a été publié. Modifiez-le, puis faites-le approuver à nouveau.',
    policy_refused:
      '{network} juge ce contenu contraire à ses règles. Rien n’a été publié. Relisez le texte et les médias avant tout nouvel essai.',
    text_refused:
      '{network} refuse ce texte, souvent parce qu’il est trop long. Rien n’a été publié. Raccourcissez-le.',
    link_refused: '{network} n’a pas pu lire ce lien. Rien n’a été publié. Vérifiez l’adresse.',
    image_refused:
      '{network} refuse une image (format, poids ou dimensions). Rien n’a été publié. Remplacez-la.',
    image_ratio_refused: '{network} refuse les proportions d’une image. Rien n’a été publié. Recadrez-la.',
    video_refused: '{network} refuse la vidéo (format, durée ou dimensions). Remplacez-la.',
    video_too_long_for_account:
      'La vidéo est plus longue que ce que {network} permet à ce compte. Rien n’a été publié. Raccourcissez-la.',
    media_unreachable:
      '{network} n’a pas pu télécharger un média depuis notre adresse publique. Rien n’a été publié. Nous réessayons ; si cela dure, prévenez l’administrateur.',
    media_processing_failed:
      '{network} n’a pas réussi à traiter un média. Rien n’a été publié. Remplacez-le ou exportez-le à nouveau.',
    storage_unavailable:
      'Le stockage des médias ne répond pas ou nous refuse l’accès. Rien n’a été publié. Nous réessayons ; si cela dure, prévenez l’administrateur.',
    privacy_level_unavailable:
      'Ce compte ne propose plus la visibilité choisie. Rien n’a été publié. Choisissez-en une autre.',
    audit_required:
      '{network} n’a pas encore validé notre application : il garde privé tout ce qu’elle envoie. Rien n’a été publié. Prévenez l’administrateur.',
    target_missing:
      '{network} ne trouve pas la page, la publication ou le média visé. Vérifiez qu’il existe encore, ou reconnectez le canal.',
    operator_version:
      '{network} a retiré la version de son interface que nous utilisons. Le contenu n’est pas en cause et rien n’a été publié. L’administrateur doit régler la version.',
    operator_app:
      'Un réglage de l’application auprès de {network} est à corriger. Rien n’a été publié. Prévenez l’administrateur.',
    duplicate_post: '{network} dit avoir déjà cette publication. Nous vérifions avant tout nouvel essai.',
    may_be_live:
      'La réponse de {network} s’est perdue : la publication est peut-être en ligne. Nous vérifions ; ne la republiez pas à la main.',
    unread:
      '{network} ne reconnaît plus notre accès : la publication est peut-être en ligne, et nous le verrons une fois le canal reconnecté. Ne la republiez pas à la main.',
    upload_expired: 'L’envoi préparé a expiré. Rien n’a été publié. Il est repris depuis le début.',
    network_unavailable:
      '{network} ne répond pas comme il faut. Rien n’a été publié. La publication repartira d’elle-même.',
    too_late:
      'L’heure prévue est passée depuis trop longtemps pour que la publication soit encore utile. Rien n’a été publié. Donnez-lui une nouvelle date, ou renoncez-y.',
    gave_up:
      '{network} n’a pas pris la publication malgré plusieurs essais. Rien n’a été publié, et nous n’essayons plus. Réessayez plus tard ; si cela dure, prévenez l’administrateur.',
    interrupted:
      'Le travail sur cette publication a été interrompu plusieurs fois de notre côté. Nous n’essayons plus : regardez sur {network} avant de réessayer, et prévenez l’administrateur.',
  },
  en: {
    reconnect:
      '{network} no longer accepts our access. Nothing was published. Reconnect the channel; waiting posts will then resume.',
    missing_permission:
      'Our access lacks a permission, or a role on the page was withdrawn. Nothing was published. Have the channel reconnected by someone who administers the page.',
    account_checkpoint:
      '{network} asks the person who connected the channel for a check. Nothing was published. Have them log in on {network}, then reconnect the channel.',
    account_restricted:
      '{network} restricts this account for now. Open {network} to see why before publishing again.',
    posting_too_fast:
      '{network} finds that this account posts too fast. Nothing more was published. The post will wait and resume by itself.',
    rate_limited: '{network} asks us to wait. Nothing was published. The post will resume by itself.',
    daily_quota:
      'The number of posts allowed per day is used up. Nothing was published. The post will resume when {network} allows it.',
    content_refused:
      '{network} refuses this content. Nothing was published. Change it, then have it approved again.',
    policy_refused:
      '{network} finds this content against its rules. Nothing was published. Review text and media before any new try.',
    text_refused:
      '{network} refuses this text, often because it is too long. Nothing was published. Shorten it.',
    link_refused: '{network} could not read this link. Nothing was published. Check the address.',
    image_refused: '{network} refuses an image (format, weight or size). Nothing was published. Replace it.',
    image_ratio_refused: '{network} refuses the proportions of an image. Nothing was published. Crop it.',
    video_refused: '{network} refuses the video (format, duration or size). Replace it.',
    video_too_long_for_account:
      'The video is longer than {network} allows this account. Nothing was published. Shorten it.',
    media_unreachable:
      '{network} could not download a medium from our public address. Nothing was published. We try again; if it lasts, tell the administrator.',
    media_processing_failed:
      '{network} failed to process a medium. Nothing was published. Replace it or export it again.',
    storage_unavailable:
      'The storage of media does not answer or does not let us in. Nothing was published. We try again; if it lasts, tell the administrator.',
    privacy_level_unavailable:
      'This account no longer offers the chosen visibility. Nothing was published. Choose another one.',
    audit_required:
      '{network} has not approved our application yet: it keeps private all that comes from it. Nothing was published. Tell the administrator.',
    target_missing:
      '{network} does not find the page, post or medium. Check that it still exists, or reconnect the channel.',
    operator_version:
      '{network} retired the version of its interface that we use. The content is not at fault and nothing was published. The administrator must set the version.',
    operator_app:
      'A setting of the application at {network} needs fixing. Nothing was published. Tell the administrator.',
    duplicate_post: '{network} says it already has this post. We check before any new try.',
    may_be_live:
      '{network}’s answer was lost: the post may be live. We check; do not publish it again by hand.',
    unread:
      '{network} no longer accepts our access: the post may be live, and we will see once the channel is connected again. Do not publish it again by hand.',
    upload_expired: 'The prepared upload expired. Nothing was published. It starts again from the beginning.',
    network_unavailable:
      '{network} does not answer as it should. Nothing was published. The post will go out by itself.',
    too_late:
      'It was due too long ago for the post to be useful. Nothing was published. Give it a new date, or let it go.',
    gave_up:
      '{network} did not take the post in several tries. Nothing was published, and we do not try any more. Try again later; if it lasts, tell the administrator.',
    interrupted:
      'Work on this post was interrupted several times on our side. We do not try any more: look on {network} before you try again, and tell the administrator.',
  },
};
