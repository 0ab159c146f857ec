export interface DemoMedium {
  /** Pixels; the test reads them from the file. */
  width: number;
  height: number;
  altText: string;
}

/** The pictures of the demonstration, by file name. */
export const MEDIA = {
  'up-cafe-rencontre.jpg': {
    width: 1080,
    height: 1350,
    altText:
      'Affiche orange « Up café » : d’une grande tasse de café s’élèvent trois bulles de conversation, l’une avec un cœur, l’autre avec une maison. Café Monde et Médias, place de la République, Paris.',
  },
  'up-cafe-logement.jpg': {
    width: 1080,
    height: 1080,
    altText:
      'Affiche jaune « Parlons logement » : une rangée de maisons colorées, et une bulle qui dit « On en parle autour d’un café ».',
  },
  'up-pro-construire.jpg': {
    width: 1080,
    height: 1350,
    altText:
      'Affiche verte « Up pro » : deux mains, venues de gauche et de droite, posent les dernières pierres d’une arche sous laquelle se tient une personne.',
  },
  'up-pro-tablee.jpg': {
    width: 1200,
    height: 630,
    altText:
      'Six personnes vues de haut autour d’une table ronde couverte de feuilles et de tasses. « Une maison, six métiers, une idée qui marche. »',
  },
  'up-conference-scene.jpg': {
    width: 1080,
    height: 1350,
    altText:
      'Affiche bleu nuit « Up conférence » : une oratrice lève la main dans un faisceau de lumière, devant un public vu de dos.',
  },
  'up-conference-ville.jpg': {
    width: 1200,
    height: 630,
    altText:
      'Une ville colorée plantée d’arbres, un vélo et deux enfants au premier plan. « La ville à hauteur d’enfant. »',
  },
  'up-magazine-couverture.jpg': {
    width: 1080,
    height: 1350,
    altText:
      'Couverture du magazine Up, une plante verte dans un pot rouge. Titre : « Tout faire pousser, même sans jardin ».',
  },
  'up-magazine-soupe-1.jpg': {
    width: 1080,
    height: 1080,
    altText:
      'Une marmite orange fume sur un fond bleu-vert. « La soupe du placard », première image sur trois.',
  },
  'up-magazine-soupe-2.jpg': {
    width: 1080,
    height: 1080,
    altText:
      'Quatre cases de couleur : trois carottes, un poireau, deux oignons, quatre pommes de terre. Deuxième image sur trois.',
  },
  'up-magazine-soupe-3.jpg': {
    width: 1080,
    height: 1080,
    altText:
      'Un bol de soupe vu de haut, une cuillère en bois et un pain. « Un bol pour soi, un bol pour le voisin. » 20 minutes, 4 personnes.',
  },
  'cafe-village.jpg': {
    width: 1080,
    height: 1080,
    altText:
      'Un café de village au toit rouge et au store rayé, un clocher, trois personnes attablées au soleil. « Le bourg rallume la lumière. »',
  },
  'depot-de-pain.jpg': {
    width: 1080,
    height: 1080,
    altText: 'Des pains dorés rangés sur un fond rouge brique. « Le pain est là dès 7 heures. »',
  },
  'ehpad-jardin.jpg': {
    width: 1080,
    height: 1350,
    altText:
      'Une femme âgée à lunettes et un jeune homme sourient devant une fenêtre fleurie ouverte sur un jardin. « Soixante ans d’écart, un même jardin. »',
  },
  'creche-cubes.jpg': {
    width: 1080,
    height: 1080,
    altText:
      'Deux enfants à côté de trois cubes A, B, C, sous un mobile avec lune, soleil, nuage et étoile. « Grandir, ça commence ici. »',
  },
  'ferme-sillons.jpg': {
    width: 1080,
    height: 1350,
    altText:
      'Des sillons verts fuient vers une grange et un soleil orange, cinq carottes au premier plan. « La ferme recrute : un an pour apprendre le maraîchage. »',
  },
  'mission-locale-marches.jpg': {
    width: 1080,
    height: 1080,
    altText:
      'Trois jeunes montent un escalier de couleurs qui mène à une porte. « Une porte, un métier, ton rythme. »',
  },
  'musee-voiles.jpg': {
    width: 1080,
    height: 1350,
    altText:
      'Une visiteuse devant un grand tableau de voiliers sur une mer ondulée. « Venez prendre le large. » Musée gratuit le premier dimanche du mois.',
  },
  'clinique-ecoute.jpg': {
    width: 1200,
    height: 630,
    altText:
      'Deux mains ouvertes se rejoignent sous un cœur orange. « Prendre le temps d’écouter », consultation de soins de support.',
  },
  'refuge-lumiere.jpg': {
    width: 1080,
    height: 1080,
    altText:
      'La nuit, une maison dont la porte ouverte éclaire le chemin ; une femme se tient sur le seuil. « Une porte reste ouverte. »',
  },
  'reunion-lagon.jpg': {
    width: 1080,
    height: 1080,
    altText:
      'Un lagon, une barque à voile, des palmiers et des montagnes volcaniques au coucher du soleil. « Mêmes droits, autre rivage. »',
  },
  'atelier.mp4': {
    width: 720,
    height: 1280,
    altText:
      'Film d’animation : des blocs de couleur s’assemblent en une arche, trois personnes apparaissent dessous, un soleil se lève. « L’atelier : on bâtit à plusieurs. »',
  },
} as const satisfies Record<string, DemoMedium>;
export type MediaKey = keyof typeof MEDIA;
