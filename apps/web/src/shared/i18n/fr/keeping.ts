/** What becomes of words that are not on the server yet, of a session that ended, of a screen that broke. */
export const keeping = {
  keeping: {
    failed: {
      passing: 'Non enregistré. Votre texte est gardé ici ; nouvel essai dans quelques secondes.',
      signedOut: 'Non enregistré : votre session a pris fin. Votre texte est gardé ici.',
      stale: 'Pas encore enregistré',
      refused: 'Non enregistré : il y a quelque chose à corriger.',
      forbidden: 'Non enregistré : vous n’avez plus le droit de modifier ce post.',
      gone: 'Non enregistré : ce post a été supprimé.',
      blocked: 'Non enregistré : ce post ne se modifie plus.',
    },
    passing:
      'Le serveur n’a pas répondu. Votre texte est gardé sur cet appareil, même si vous fermez la page ; il partira dès que la connexion revient.',
    passingNoDevice:
      'Le serveur n’a pas répondu, et cet appareil ne peut rien garder. Ne fermez pas cette page avant l’enregistrement.',
    refused: 'Votre texte est gardé sur cet appareil. L’enregistrement reprend dès que vous le corrigez.',
    stuck: 'Votre texte est gardé sur cet appareil. Copiez-le, ou faites-en un nouveau post.',
    copy: 'Copier le texte',
    startOver: 'En faire un nouveau post',
    retryNow: 'Réessayer maintenant',
    restored: 'Voici le texte que cet appareil gardait depuis {{when}}.',
    keep: 'Le garder',
    discard: 'L’écarter',
    taken: 'Quelqu’un d’autre a changé entre-temps : {{fields}}. C’est affiché ; vos mots sont intacts.',
    understood: 'Compris',
    mine: 'Ici',
    theirs: 'Chez l’autre personne',
    nothing: 'rien',
    otherContent: 'un autre choix',
    heldState: 'Ce post est maintenant « {{state}} »',
    heldBy:
      '{{name}} l’a envoyé en validation pendant que vous écriviez. Vos mots ne sont pas enregistrés : les enregistrer le retire de la file.',
    final: 'Ce post ne se modifie plus. Ce que vous aviez tapé est gardé sur cet appareil.',
    submitWaits: 'L’envoi en validation attend l’enregistrement.',
    submitUnsure: 'L’envoi en validation n’est pas encore confirmé ; il ne partira qu’une fois.',
    withhold: 'Ne plus envoyer',
    left: 'Un texte non enregistré vous attend sur cet appareil : « {{words}} »',
    leftEmpty: 'Un post non enregistré vous attend sur cet appareil.',
    resume: 'Le reprendre',
  },
  bound: {
    changed: 'La situation a changé pendant que vous lisiez.',
    look: 'Voir ce qu’il en est',
    closeAndLook:
      'Ce post a changé pendant que cette question était posée. Fermez-la et regardez-le de nouveau.',
  },
  session: {
    ended: 'Votre session a pris fin',
    endedText:
      'Reconnectez-vous pour continuer là où vous étiez : rien n’est perdu. Une autre personne retrouve son propre écran.',
  },
  broken: {
    title: 'Cet écran n’a pas pu s’afficher',
    text: 'Une erreur est survenue dans cette page. Ce que vous aviez tapé est gardé sur cet appareil, et le reste de l’application fonctionne.',
    version: 'Une nouvelle version est en ligne',
    versionText:
      'Cette page a été mise à jour pendant que vous l’utilisiez. Rechargez-la pour continuer ; ce que vous aviez tapé est gardé sur cet appareil.',
    reload: 'Recharger la page',
    detail: 'Ce que le navigateur a signalé : {{message}}',
  },
};
