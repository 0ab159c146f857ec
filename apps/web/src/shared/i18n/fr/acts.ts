/** What is done to a post once it is written, what stands in its way, and the fields for a day and an hour. */
export const acts = {
  field: {
    date: 'Cette date n’est pas comprise. Par exemple : 1/12/2026.',
    time: 'Cette heure n’est pas comprise. Par exemple : 9h30.',
    openMonth: 'Choisir dans le calendrier',
    month: 'Calendrier du mois',
    previousYear: 'Année précédente',
    nextYear: 'Année suivante',
    previousDecade: 'Décennie précédente',
    nextDecade: 'Décennie suivante',
    chooseMonth: 'Choisir un mois',
    chooseYear: 'Choisir une année',
    countWords: '{{count}} caractères sur {{limit}}',
  },
  acts: {
    more: 'Autres actions',
    duplicate: 'Dupliquer',
    duplicated: 'Voici la copie : un brouillon, sans date',
    again: 'Reprendre pour les canaux en échec',
    againDone_one: 'Voici la copie, pour le canal en échec',
    againDone_other: 'Voici la copie, pour les {{count}} canaux en échec',
    withdraw: 'Retirer de la validation',
    withdrawConfirm:
      'Le post quitte la file de validation et redevient un brouillon. Les versions déjà envoyées restent dans son historique.',
    withdrawn: 'Retiré de la validation : c’est de nouveau un brouillon',
    deleteDraft: 'Supprimer le brouillon',
    deleteText:
      'Le texte, les réglages par canal et la date de « {{label}} » disparaissent pour tout le monde. Les médias restent dans la médiathèque. Cette action ne se défait pas.',
    deleteUnnamed:
      'Ce brouillon disparaît pour tout le monde, avec ses réglages et sa date. Les médias restent dans la médiathèque. Cette action ne se défait pas.',
    readOnly:
      'Vous pouvez lire les posts, pas en écrire. Demandez ce droit à une personne de l’administration.',
    tooLateFix: 'Changer la date',
    undated: 'Sans date, ce post restera dans le tiroir « Sans date » une fois validé.',
  },
  reconnect: {
    link: 'Reconnecter {{name}}',
    ask: 'Demandez à {{names}} de reconnecter le canal.',
    askNobody: 'Demandez à une personne de l’administration de reconnecter le canal.',
  },
  shown: {
    draft: 'Brouillon : ce qui sera publié s’il part ainsi.',
    pending: 'Version {{number}}, envoyée par {{name}}, {{when}}.',
    approved: 'Version {{number}}, validée par {{name}}, {{when}}.',
    plain: 'Version {{number}}, telle qu’elle a été figée.',
  },
  ours: {
    timeout: 'Le réseau n’a pas répondu à temps.',
    unreachable: 'Le réseau était injoignable.',
    unreadable: 'La réponse du réseau n’a pas pu être lue.',
    processing: 'Le réseau n’a pas fini de traiter les médias à temps.',
    quota: 'Le nombre d’envois permis est atteint pour l’instant.',
    held: 'Le canal attendait la fin d’une limite du réseau.',
    tooLate: 'Le retard maximal était dépassé.',
    invalidId: 'Le compte n’a pas d’identifiant valable chez le réseau.',
    media: 'Un média n’a pas pu être préparé.',
    account: 'Le compte ne permet pas ce qui a été choisi.',
    channel: 'Le canal est en pause ou à reconnecter.',
    interrupted: 'L’envoi a été interrompu avant la réponse.',
    unconfirmed: 'Le réseau n’a pas confirmé.',
    internal: 'Quelque chose s’est mal passé de notre côté.',
  },
};
