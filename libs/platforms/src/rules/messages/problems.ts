import type { ProblemCode } from '../problem-codes.js';
import type { MessageLocale } from './locale.js';

/**
 * One sentence per problem, with `{network}`, `{limit}` and `{actual}`: what is wrong, and what the network accepts.
 */
export const PROBLEM_MESSAGES: Record<MessageLocale, Record<ProblemCode, string>> = {
  fr: {
    post_type_unsupported: '{network} n’accepte pas ce type de publication.',
    post_type_mismatch: 'Le type choisi ne correspond pas aux médias joints.',
    text_required: 'Écrivez un texte : {network} n’accepte pas de publication vide.',
    text_not_shown:
      'Une story ne montre ni texte ni signature : ce texte ne sera pas visible. Mettez-le sur l’image ou dans la vidéo.',
    story_of_one: 'Une story montre une image ou une vidéo, une seule.',
    text_too_long: 'Le texte compte {actual} caractères ; {network} en accepte {limit}.',
    text_too_many_bytes:
      'Le texte pèse {actual} octets (un emoji en pèse de 4 à 25) ; {network} en accepte {limit}.',
    text_characters_refused: '{network} refuse les caractères « < » et « > ».',
    first_line_long:
      'Les {limit} premiers caractères ne finissent aucune phrase : la plupart des lecteurs ne verront pas la suite.',
    first_comment_unsupported: '{network} ne permet pas de premier commentaire sous cette publication.',
    first_comment_too_long:
      'Le premier commentaire compte {actual} caractères ; {network} en accepte {limit}.',
    hashtags_too_many:
      '{actual} hashtags : au-delà de {limit}, {network} refuse ou montre moins la publication.',
    mentions_too_many: '{actual} mentions ; {network} en accepte {limit}.',
    links_too_many: '{actual} liens différents ; {network} en accepte {limit}.',
    link_required: 'Indiquez le lien à partager.',
    link_invalid: 'Ce lien n’est pas une adresse web complète (https://…).',
    link_too_long: 'Le lien compte {actual} caractères ; {network} en accepte {limit}.',
    link_unsupported:
      'Sur {network}, ce lien ne sera pas affiché comme un lien cliquable avec cette publication.',
    media_required: 'Ajoutez une image ou une vidéo : {network} n’accepte pas de publication sans média.',
    media_count_too_few: 'Il faut au moins {limit} médias ; il y en a {actual}.',
    media_count_too_many: '{actual} médias ; {network} en accepte {limit}.',
    mixed_media_unsupported: '{network} ne mélange pas images et vidéos dans une même publication.',
    media_type_unsupported: '{network} n’accepte pas ce format de fichier.',
    media_too_large: 'Le fichier pèse {actual} ; {network} accepte {limit} au plus.',
    media_too_small: 'Le fichier pèse {actual} ; {network} demande au moins {limit}.',
    image_cropped:
      'L’image sera recadrée pour {network} : ses proportions passent de {actual} à {limit}. Choisissez ce qui doit rester visible.',
    image_animated: '{network} ne montre pas les images animées. Choisissez une image fixe, ou une vidéo.',
    image_too_many_frames: 'L’animation compte {actual} images ; {network} en accepte {limit} au plus.',
    image_too_small: 'L’image fait {actual} pixels ; {network} en demande {limit}.',
    media_margins:
      'Une story est verticale (9 sur 16) : des marges rempliront l’écran autour de ce média (proportions {actual}).',
    video_ratio_unsupported:
      'Les proportions de la vidéo ({actual}) sortent de ce que {network} accepte ({limit}).',
    video_resolution_unsupported:
      'Un côté de la vidéo fait {actual} pixels ; la limite de {network} est {limit}.',
    video_too_short: 'La vidéo dure {actual} ; {network} demande au moins {limit}.',
    video_too_long: 'La vidéo dure {actual} ; {network} accepte {limit} au plus.',
    video_codec_unsupported:
      '{network} ne lit pas l’encodage de cette vidéo. Exportez-la à nouveau en MP4, encodage H.264.',
    video_sound_unsupported:
      '{network} ne lit pas le son de cette vidéo. Exportez-la à nouveau en MP4, son en AAC.',
    video_too_few_frames:
      'La vidéo compte {actual} images par seconde ; {network} en demande au moins {limit}. Exportez-la à nouveau à {limit} images par seconde ou plus.',
    video_too_many_frames:
      'La vidéo compte {actual} images par seconde ; {network} en accepte {limit} au plus. Exportez-la à nouveau à {limit} images par seconde ou moins.',
    alt_text_missing: 'Décrivez l’image pour les personnes qui ne la voient pas.',
    alt_text_too_long: 'La description compte {actual} caractères ; {network} en accepte {limit}.',
    option_required: 'Ce choix est obligatoire sur {network}.',
    option_invalid: '{network} n’accepte pas ce choix.',
    option_unknown: '{network} ne connaît pas cette option ; elle sera ignorée.',
    option_unused: 'Ce choix ne vaut pas pour cette publication ; {network} l’ignorera.',
    people_unreadable:
      'Écrivez des noms de compte séparés par des virgules, sans espace dans un nom. Sur une photo, deux nombres de 0 à 100 peuvent suivre : la place en pour cent, depuis la gauche puis depuis le haut.',
    people_too_many: '{actual} comptes ; {network} en accepte {limit}.',
    number_unreadable: 'Écrivez le numéro de la page du lieu, des chiffres seulement.',
    instant_unreadable: 'Écrivez un instant de la vidéo en secondes, comme 3 ou 3,5.',
    instant_outside: 'Cet instant est après la fin de la vidéo ({limit} s).',
  },
  en: {
    post_type_unsupported: '{network} does not take this type of post.',
    post_type_mismatch: 'The chosen type does not fit the attached media.',
    text_required: 'Write a text: {network} does not take an empty post.',
    text_not_shown:
      'A story shows neither text nor baseline: nobody will see this text. Put it on the picture or into the video.',
    story_of_one: 'A story shows one picture or one video.',
    text_too_long: 'The text has {actual} characters; {network} takes {limit}.',
    text_too_many_bytes: 'The text weighs {actual} bytes (an emoji weighs 4 to 25); {network} takes {limit}.',
    text_characters_refused: '{network} refuses the characters “<” and “>”.',
    first_line_long: 'The first {limit} characters end no sentence: most readers will not see the rest.',
    first_comment_unsupported: '{network} takes no first comment under this post.',
    first_comment_too_long: 'The first comment has {actual} characters; {network} takes {limit}.',
    hashtags_too_many: '{actual} hashtags: above {limit}, {network} refuses the post or shows it less.',
    mentions_too_many: '{actual} mentions; {network} takes {limit}.',
    links_too_many: '{actual} different links; {network} takes {limit}.',
    link_required: 'Give the link to share.',
    link_invalid: 'This link is not a complete web address (https://…).',
    link_too_long: 'The link has {actual} characters; {network} takes {limit}.',
    link_unsupported: 'On {network}, this link will not show as a clickable link with this post.',
    media_required: 'Add an image or a video: {network} takes no post without media.',
    media_count_too_few: 'At least {limit} media are needed; there are {actual}.',
    media_count_too_many: '{actual} media; {network} takes {limit}.',
    mixed_media_unsupported: '{network} does not mix images and videos in one post.',
    media_type_unsupported: '{network} does not take this file format.',
    media_too_large: 'The file weighs {actual}; {network} takes {limit} at most.',
    media_too_small: 'The file weighs {actual}; {network} asks for at least {limit}.',
    image_cropped:
      'The image will be cropped for {network}: its proportions go from {actual} to {limit}. Choose what must stay visible.',
    image_animated: '{network} does not show animated pictures. Choose a still picture, or a video.',
    image_too_many_frames: 'The animation has {actual} frames; {network} takes {limit} at most.',
    image_too_small: 'The image is {actual} pixels; {network} asks for {limit}.',
    media_margins:
      'A story is upright (9:16): margins will fill the screen around this medium (proportions {actual}).',
    video_ratio_unsupported: 'The video’s proportions ({actual}) are outside what {network} takes ({limit}).',
    video_resolution_unsupported: 'One side of the video is {actual} pixels; {network}’s limit is {limit}.',
    video_too_short: 'The video lasts {actual}; {network} asks for at least {limit}.',
    video_too_long: 'The video lasts {actual}; {network} takes {limit} at most.',
    video_codec_unsupported:
      '{network} does not read this video’s encoding. Export it again as MP4, encoded in H.264.',
    video_sound_unsupported:
      '{network} does not read this video’s sound. Export it again as MP4, sound in AAC.',
    video_too_few_frames:
      'The video has {actual} frames per second; {network} asks for at least {limit}. Export it again at {limit} frames per second or more.',
    video_too_many_frames:
      'The video has {actual} frames per second; {network} takes {limit} at most. Export it again at {limit} frames per second or fewer.',
    alt_text_missing: 'Describe the image for people who cannot see it.',
    alt_text_too_long: 'The description has {actual} characters; {network} takes {limit}.',
    option_required: '{network} requires this choice.',
    option_invalid: '{network} does not take this choice.',
    option_unknown: '{network} does not know this option; it will be ignored.',
    option_unused: 'This choice does not apply to this post; {network} will ignore it.',
    people_unreadable:
      'Write account names separated by commas, without blanks in a name. On a photo two numbers from 0 to 100 may follow: the place in percent, from the left and then from the top.',
    people_too_many: '{actual} accounts; {network} takes {limit}.',
    number_unreadable: 'Write the number of the place’s page, digits only.',
    instant_unreadable: 'Write an instant of the video in seconds, such as 3 or 3.5.',
    instant_outside: 'This instant is after the end of the video ({limit} s).',
  },
};
