/** Connecter des comptes : consentement, choix, liens pour leurs propriétaires. */
export const consent = {
  consent: {
    go: 'Continuer sur {{network}}',
    needs: {
      bluesky:
        'Il faut l’identifiant du compte et un mot de passe d’application, créé dans Bluesky sous Paramètres, Confidentialité et sécurité.',
      facebook:
        'Connectez-vous avec un compte Facebook qui administre les pages. Un seul consentement suffit pour toutes.',
      ghost: 'Il faut l’adresse du site, et la clé d’API Admin d’une intégration faite pour Lineup.',
      instagram:
        'Il faut un compte Instagram professionnel (entreprise ou créateur). S’il est relié à une page Facebook, l’un ou l’autre accès convient.',
      linkedin:
        'Connectez-vous avec un profil LinkedIn qui est super administrateur ou administrateur de contenu des pages.',
      mastodon:
        'Donnez l’adresse du serveur où se trouve le compte, puis connectez-vous-y. Chaque compte se connecte à son tour.',
      pinterest:
        'Il faut un compte Pinterest professionnel. Chaque compte se connecte à son tour, avec ses tableaux.',
      threads: 'Connectez-vous avec le compte Threads qui publiera. Chaque compte se connecte à son tour.',
      tiktok: 'Connectez-vous avec le compte TikTok qui publiera. Chaque compte se connecte à son tour.',
      webhook:
        'Il faut l’adresse qui reçoit, et un secret qui signe chaque requête : whsec_ puis au moins 24 octets aléatoires en base64, que vous donnez aussi au destinataire.',
      wordpress:
        'Il faut l’adresse du site, et l’identifiant avec un mot de passe d’application d’une personne qui peut y publier.',
      x: 'Connectez-vous avec le compte X qui publiera. Chaque compte se connecte à son tour.',
      youtube:
        'Connectez-vous avec le compte Google de la chaîne. Google demande laquelle : une chaîne à la fois.',
    },
    missing: 'Cette installation n’a pas encore d’application sur {{network}}. Son opérateur doit donner :',
    guide: 'Comment la créer, pas à pas',
    paste: 'Coller un jeton à la place',
    title: 'Comptes à connecter',
    reading: 'Lecture des comptes…',
    lead_one: '{{count}} compte {{network}} est à portée de ce consentement. Rien n’est encore connecté.',
    lead_other: '{{count}} comptes {{network}} sont à portée de ce consentement. Rien n’est encore connecté.',
    search: 'Chercher un compte',
    filter: 'Comptes affichés',
    shown: { all: 'Tous', new: 'Non connectés', chosen: 'Choisis' },
    list: 'Comptes',
    all_one: 'Choisir le compte affiché',
    all_other: 'Choisir les {{count}} comptes affichés',
    none: 'Aucun compte ne correspond.',
    more_one: 'Afficher {{count}} compte de plus',
    more_other: 'Afficher {{count}} comptes de plus',
    known: 'déjà connecté : l’accès sera renouvelé',
    obstacle: {
      role: 'vous n’avez pas le droit d’y publier',
      elsewhere: 'déjà connecté pour un autre établissement',
    },
    establishment: 'Établissement',
    establishmentOf: 'Établissement de {{name}}',
    homeless_one: '{{count}} compte choisi n’a pas d’établissement.',
    homeless_other: '{{count}} comptes choisis n’ont pas d’établissement.',
    another:
      'Ce consentement ne donne pas accès à {{name}} : vous vous êtes peut-être connecté avec un autre compte. Rien n’est choisi.',
    most: 'Au plus {{count}} comptes à la fois.',
    giveAll: 'Donner à un établissement',
    placementHint: 'Pour les nouveaux canaux ; elle se change ensuite pour chacun.',
    connect_zero: 'Connecter',
    connect_one: 'Connecter {{count}} compte',
    connect_other: 'Connecter {{count}} comptes',
    done_one: '{{count}} canal connecté',
    done_other: '{{count}} canaux connectés',
    over: 'Ce consentement a servi, ou a expiré. Rien d’autre n’a été connecté. Recommencez depuis Canaux.',
    again: 'Revenir aux canaux',
  },
  links: {
    other: 'Le compte appartient à quelqu’un d’autre',
    hint: 'Envoyez-lui un lien : il pourra connecter ce compte pour l’établissement, et rien d’autre. Aucun compte Lineup ne lui est demandé.',
    make: 'Créer le lien',
    once: 'Copiez-le maintenant : il ne sera plus affiché. Il sert une fois, pendant 14 jours, tant que vous gérez les canaux de cet établissement.',
    open: 'Liens envoyés',
    until: 'valable jusqu’au {{day}}',
    revoke: 'Retirer le lien',
    revokeOf: 'Retirer le lien {{network}} pour {{establishment}}',
    revoked: 'Lien retiré',
    title: 'Connecter un compte {{network}}',
    lead: '{{by}} vous invite à connecter votre compte pour {{establishment}} ({{organisation}}). Lineup pourra y publier les posts que cette équipe approuve, et rien d’autre ne vous est demandé.',
    pick: 'Quel compte connecter ?',
    connect: 'Connecter ce compte',
    done: '{{name}} est connecté',
    doneText:
      'Merci. Vous pouvez fermer cette page. L’accès se retire à tout moment dans les réglages de {{network}}.',
    start: 'Recommencer',
    lost: 'Rouvrez votre lien',
    lostText:
      'Le réseau vous a ramené dans un autre navigateur que celui où vous aviez ouvert le lien. Rien n’a été connecté. Ouvrez de nouveau le lien reçu, ici, et recommencez.',
  },
};
