/** Phrases des refus, en français. `{nom}` est remplacé. */
export const fr: Record<string, string> = {
  not_found: 'Il n’y a rien ici, ou vous n’y avez pas accès.',
  forbidden: 'Votre rôle ne le permet pas.',
  application_held:
    'Le réseau fait attendre toute l’application, donc toutes les organisations de cette installation : un opérateur peut y mettre fin.',
  unauthenticated: 'Connectez-vous d’abord.',
  invalid_input: 'Une partie de ce qui a été envoyé n’est pas correcte.',
  invalid_json: 'Le contenu n’est pas du JSON valide.',
  too_large: 'C’est plus lourd que ce qui est accepté ({limit} Mo).',
  unsupported_media_type:
    'Ce type de fichier n’est pas accepté\u202f: envoyez une image (JPEG, PNG, WebP, AVIF, HEIC, GIF) ou une vidéo (MP4, MOV, M4V).',
  media_unreadable: 'Le fichier est illisible\u202f: il est abîmé, ou n’est pas ce que son nom annonce.',
  media_too_demanding:
    'Ouvrir ce fichier demande plus de mémoire ou de temps que ce qui est accordé à un fichier. Enregistrez-le plus petit, puis renvoyez-le.',
  media_busy:
    'Beaucoup de fichiers attendent leur tour. Celui-ci n’a pas été gardé\u202f: renvoyez-le dans quelques secondes.',
  image_too_large:
    'Cette image occupe {actual} Mo une fois ouverte, la limite est de {limit} Mo. Réduisez ses dimensions ou sa profondeur de couleur.',
  image_too_many_frames: 'Cette animation a plus de {limit} images. Raccourcissez-la.',
  form_unreadable: 'L’envoi est incomplet ou mal formé\u202f: rien n’a été gardé. Recommencez.',
  upload_quota_day:
    'Vous avez envoyé {limit} Mo de fichiers en 24 heures, c’est le maximum. Rien n’a été gardé\u202f: réessayez plus tard.',
  upload_quota_total:
    'Les médias de l’organisation atteignent leur maximum ({limit} Mo). Rien n’a été gardé\u202f: prévenez l’administrateur.',
  storage_full:
    'Il n’y a plus de place pour ce fichier. Rien n’a été gardé\u202f: prévenez l’administrateur.',
  file_missing: 'Aucun fichier n’a été envoyé.',
  media_in_use: 'Une publication utilise ce fichier\u202f: retirez-le d’abord.',
  storage_unavailable:
    'Le stockage des médias n’est pas disponible. Rien n’a été conservé\u202f; réessayez, et prévenez l’administrateur si cela dure.',
  storage_secret:
    'Le stockage des médias refuse notre signature\u202f: S3_SECRET_ACCESS_KEY n’est pas le secret de S3_ACCESS_KEY_ID. Rien n’a été conservé\u202f; prévenez l’administrateur.',
  storage_key:
    'Le stockage des médias ne connaît pas notre clé\u202f: vérifiez S3_ACCESS_KEY_ID. Rien n’a été conservé\u202f; prévenez l’administrateur.',
  storage_bucket:
    'Le stockage des médias ({endpoint}) n’a pas d’espace «\u202f{bucket}\u202f»\u202f: créez-le, ou vérifiez S3_BUCKET. Rien n’a été conservé\u202f; prévenez l’administrateur.',
  storage_region:
    'L’espace «\u202f{bucket}\u202f» n’est pas dans la région {region}\u202f: vérifiez S3_REGION. Rien n’a été conservé\u202f; prévenez l’administrateur.',
  storage_clock:
    'L’horloge de cette machine est trop loin de celle du stockage des médias\u202f: synchronisez-la par NTP. Rien n’a été conservé\u202f; prévenez l’administrateur.',
  storage_denied:
    'Le stockage des médias ne nous laisse pas lire et écrire dans l’espace «\u202f{bucket}\u202f»\u202f: vérifiez ses clés et leurs droits. Rien n’a été conservé\u202f; prévenez l’administrateur.',
  storage_unreachable:
    'Le stockage des médias ({endpoint}) ne répond pas ({cause}). Rien n’a été conservé\u202f; réessayez, et prévenez l’administrateur si cela dure.',
  storage_failed:
    'Le stockage des médias ({endpoint}) n’a pas pu faire son travail ({cause}). Rien n’a été conservé\u202f; réessayez, et prévenez l’administrateur si cela dure.',
  address_invalid:
    'Ce n’est pas une adresse web\u202f: elle commence par http:// ou https://, sans mot de passe dedans.',
  address_refused: 'Cette adresse mène dans un réseau privé\u202f: seules les adresses publiques sont lues.',
  address_unreachable: 'Rien ne répond à cette adresse ({cause}).',
  address_answered: 'Cette adresse a répondu {status} au lieu de son contenu.',
  address_redirects: 'Cette adresse redirige plus de {limit} fois.',
  address_too_large: 'Ce qui se trouve à cette adresse pèse plus de {limit} Mo.',
  address_slow: 'Cette adresse met trop de temps à répondre.',
  not_a_page: 'Il n’y a pas de page web à cette adresse.',
  method_not_allowed: 'Cette adresse ne connaît pas cette méthode.',
  restarting: 'Lineup redémarre. Rien de cet envoi n’a été gardé\u202f: envoyez-le encore une fois.',
  outcome_unknown:
    'Lineup a perdu sa base de données au milieu de l’écriture. Vérifiez si c’est fait avant de recommencer.',
  unavailable:
    'Lineup n’atteint pas sa base de données en ce moment. Rien n’a été modifié\u202f; réessayez dans quelques secondes.',
  disk_full: 'Le disque est plein. Rien n’a été modifié\u202f: prévenez l’administrateur.',
  internal: 'Quelque chose s’est mal passé de notre côté. Rien n’a été modifié\u202f; réessayez.',
  origin_refused: 'Cette requête vient d’un autre site.',
  stale_version: 'Quelqu’un l’a modifié entre-temps. Rien n’a été écrasé\u202f; rechargez pour voir.',
  if_match_invalid: 'L’en-tête If-Match n’est pas un de nos ETag.',
  idempotency_key_reused: 'Cette Idempotency-Key a servi pour une autre requête.',
  idempotency_key_busy: 'La première requête avec cette Idempotency-Key est encore en cours.',
  idempotency_key_done:
    'C’est déjà fait, même si la réponse s’est perdue. Consultez-le\u202f; ne recommencez pas.',
  idempotency_key_invalid: 'Une Idempotency-Key compte de 1 à 200 caractères.',
  cursor_invalid: 'Ce curseur n’est pas un des nôtres.',
  state_forbids: 'Impossible pour une publication dans l’état «\u202f{state}\u202f».',
  not_under_review:
    'La version que vous avez lue n’est plus celle à valider. Lisez la nouvelle avant de décider.',
  approver_is_author: 'Dans cette organisation, une autre personne que l’auteur valide.',
  not_ready: 'Un réseau refuserait cette publication\u202f: voyez ce qu’il faut changer.',
  no_channel: 'Choisissez au moins un canal.',
  password_change_required: 'Choisissez d’abord votre propre mot de passe.',
  two_factor_required: 'Votre organisation demande un second facteur : mettez-en un en place d’abord.',
  sign_in_refused: 'L’adresse ou le mot de passe n’est pas le bon.',
  code_wrong: 'Ce code n’est pas le bon, ou il a déjà servi.',
  password_wrong: 'Ce n’est pas votre mot de passe.',
  password_same: 'Choisissez un autre mot de passe que l’actuel.',
  password_short: 'Un mot de passe compte {limit} caractères ou plus.',
  password_long: 'Un mot de passe compte {limit} caractères au plus.',
  password_common: 'Ce mot de passe est parmi ceux que tout le monde essaie en premier.',
  password_like_you: 'Ce mot de passe dit votre nom ou votre adresse, et guère plus.',
  no_mail_server: 'Aucun courriel ne peut partir d’ici : demandez un lien à un administrateur.',
  link_over: 'Ce lien n’est plus valable, ou il a déjà servi.',
  invitation_for_other:
    'Cette invitation est pour une autre adresse que celle avec laquelle vous êtes connecté.',
  invitation_sign_in: 'Cette adresse a un compte : connectez-vous avec, puis rouvrez le lien.',
  two_factor_is_on: 'Le second facteur est déjà en place.',
  two_factor_is_off: 'Le second facteur n’est pas en place.',
  passkey_refused: 'Cette clé d’accès n’a pas été acceptée.',
  passkeys_many: 'Un compte garde au plus {limit} clés d’accès.',
  name_unseen: 'Ce nom contient des caractères qui ne se voient pas.',
  name_taken: 'Quelqu’un de votre organisation s’appelle ainsi : ajoutez ce qui vous distingue.',
  expiry_past: 'Ce moment est passé.',
  expiry_too_far: 'Une clé prend fin après {limit} jours au plus tard.',
  unknown_reference: 'Ceci n’existe pas dans votre organisation.',
  time_zone_unknown: 'Ce fuseau horaire n’existe pas.',
  local_time_invalid: 'Ce n’est pas une date et une heure.',
  local_time_does_not_exist: 'Le changement d’heure saute ce moment\u202f: choisissez {before} ou {after}.',
  due_in_the_past: 'Ce moment est passé. Choisissez-en un plus tard, ou publiez maintenant.',
  too_late:
    'Son heure est passée depuis trop longtemps\u202f: elle ne partirait plus. Choisissez une autre date.',
  due_passed: 'Son heure est passée\u202f: elle partira dès qu’elle sera validée.',
  remote_url_foreign:
    'Ce n’est pas une adresse de ce réseau\u202f: copiez celle du post, elle commence par https://.',
  already_exists: 'Cela existe déjà\u202f: quelqu’un vient peut-être de le créer.',
  reference_gone:
    'Ce qui est nommé vient de disparaître, ou sert encore ailleurs. Rechargez, puis réessayez.',
  text_malformed: 'Ce texte contient un caractère qui ne peut être conservé. Retapez-le.',
  too_deep: 'C’est imbriqué trop profondément.',
  custom: 'Ce n’est pas une des valeurs acceptées.',
  too_many_streams: 'Trop de fenêtres suivent Lineup en direct\u202f: {limit} par personne. Fermez-en une.',
  window_invalid: 'La période doit finir après son début et durer au plus 400 jours.',
  member_exists: 'Cette personne a déjà un rôle ici.',
  last_admin: 'Une organisation garde au moins un administrateur de l’ensemble.',
  access_over: 'Cet accès est déjà terminé\u202f: donnez une date à venir.',
  channel_exists: 'Ce compte est déjà connecté.',
  channel_in_use: 'Des publications sont prévues sur ce canal\u202f: déplacez-les ou annulez-les d’abord.',
  consent_unknown: 'Ce réseau n’a pas de page de consentement : collez plutôt ce qu’il vous donne.',
  consent_not_set_up:
    'Cette installation n’a pas encore d’application sur ce réseau. La personne qui l’exploite la met en place.',
  consent_over:
    'Ce consentement a déjà servi, a expiré, ou a été demandé ailleurs. Rien n’a été connecté. Recommencez.',
  consent_reading: 'Les comptes sont encore en cours de lecture. Rechargez cette page dans un instant.',
  consent_refused: 'Le consentement a été refusé sur la page du réseau. Rien n’a été connecté.',
  consent_failed:
    'Le réseau n’a pas mené le consentement à son terme. Rien n’a été connecté. Il répond : {message}',
  consent_scope_missing:
    'Il manque un droit dont Lineup a besoin : {message}. Rien n’a été connecté. Recommencez en laissant toutes les cases cochées.',
  consent_application:
    'Le réseau n’accepte pas l’application de cette installation : elle est peut-être en mode développement, ou son secret est faux. Prévenez la personne qui l’exploite. Le réseau répond : {message}',
  consent_unanswered:
    'Le réseau n’a pas répondu à temps. Rien n’a été connecté. Recommencez dans quelques minutes.',
  consent_no_account:
    'Ce consentement n’atteint aucun compte à connecter. Connectez-vous au réseau en tant que personne qui administre la page ou le compte.',
  channel_refused: 'Le réseau n’a pas accepté ce jeton\u202f: {message}',
  account_mismatch: 'Ce jeton est celui d’un autre compte.',
  format_exists: 'Un format avec cette clé existe déjà.',
  baseline_overlap: 'Une autre version est valable ces jours-là.',
  publication_unresolved:
    'Un de ses envois est en cours, ou peut-être en ligne\u202f: dites d’abord ce qu’il en est.',
  post_was_out: 'Cette publication est sortie\u202f: elle reste, avec son journal.',
  publication_state_forbids: 'Impossible pour un envoi dans l’état «\u202f{state}\u202f».',
  too_many_requests: 'Trop de requêtes\u202f; patientez un peu.',
  not_healthy: 'La base de données, la file ou tous les workers manquent.',
  invalid_type: 'Ce n’est pas du genre attendu.',
  too_big: 'C’est trop long ou trop grand.',
  too_small: 'C’est trop court ou trop petit.',
  invalid_format: 'Ce n’est pas écrit comme attendu.',
  unrecognized_keys: 'Ce membre n’est pas connu ici.',
  invalid_value: 'Ce n’est pas une des valeurs acceptées.',
  invalid_union: 'Ce n’est pas une des formes acceptées.',
  invalid_key: 'Ce nom n’est pas accepté ici.',
  'state.draft': 'brouillon',
  'state.in_review': 'en validation',
  'state.changes_requested': 'à reprendre',
  'state.approved': 'approuvé',
  'state.scheduled': 'programmé',
  'state.publishing': 'en cours d’envoi',
  'state.published': 'publié',
  'state.partially_published': 'publié en partie',
  'state.failed': 'en échec',
  'state.cancelled': 'annulé',
  'state.needs_attention': 'à vérifier',
  'state.pending': 'prévu',
  'state.connected': 'connecté',
  'state.paused': 'en pause',
  'state.reconnect_needed': 'à reconnecter',
};
