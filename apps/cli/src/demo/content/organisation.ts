import type { Sector } from '#rules/organisation';

/** Who the demonstration is about: a fictional desk in a real world's shape. */
export const ORGANISATION = { name: 'Groupe SOS', timeZone: 'Europe/Paris' } as const;

export interface DemoEstablishment {
  parent: string | null;
  name: string;
  sector: Sector | null;
  commune: string | null;
  /** Absent: that of the organisation. */
  timeZone?: string;
}

/** Parents before their children. */
export const ESTABLISHMENTS = {
  siege: { parent: null, name: 'Groupe SOS', sector: null, commune: 'Paris' },
  creche: {
    parent: 'siege',
    name: 'Crèche Les Petits Cailloux',
    sector: 'jeunesse',
    commune: 'Montreuil',
  },
  mission: {
    parent: 'siege',
    name: 'Mission locale du Val d’Ardre',
    sector: 'emploi',
    commune: 'Fismes-la-Vallée',
  },
  refuge: { parent: 'siege', name: 'Le Refuge du Faubourg', sector: 'solidarites', commune: 'Lille' },
  filaos: {
    parent: 'siege',
    name: 'Maison Les Filaos',
    sector: 'solidarites',
    commune: 'Saint-Leu',
    timeZone: 'Indian/Reunion',
  },
  clinique: { parent: 'siege', name: 'Clinique des Tilleuls', sector: 'sante', commune: 'Metz' },
  ehpad: { parent: 'siege', name: 'Résidence Les Garances', sector: 'seniors', commune: 'Nevers' },
  musee: { parent: 'siege', name: 'Musée des Gens de mer', sector: 'culture', commune: 'Paimpol' },
  ferme: {
    parent: 'siege',
    name: 'Ferme des Deux Rives',
    sector: 'transition-ecologique',
    commune: 'Moissy',
  },
  tunis: {
    parent: 'siege',
    name: 'Bureau Méditerranée',
    sector: 'international',
    commune: 'Tunis',
    timeZone: 'Africa/Tunis',
  },
  cafes: { parent: 'siege', name: '1000 cafés', sector: 'territoires', commune: null },
  traitunion: {
    parent: 'cafes',
    name: 'Café Le Trait d’union',
    sector: 'territoires',
    commune: 'Saint-Aubin-des-Prés',
  },
  pause: { parent: 'cafes', name: 'Café La Pause', sector: 'territoires', commune: 'Villedieu-sur-Orne' },
  ormes: { parent: 'cafes', name: 'Café des Ormes', sector: 'territoires', commune: 'Ormoy-le-Vieux' },
} as const satisfies Record<string, DemoEstablishment>;
export type EstablishmentKey = keyof typeof ESTABLISHMENTS;

/** The start prints the first three; the others belong to establishments. All share one password. */
export const PEOPLE = {
  camille: { email: 'editor@up.example', name: 'Camille Moreau', role: 'editor', establishment: 'siege' },
  nadia: { email: 'manager@up.example', name: 'Nadia Benali', role: 'manager', establishment: 'siege' },
  etienne: { email: 'admin@up.example', name: 'Étienne Lacombe', role: 'admin', establishment: 'siege' },
  yannick: { email: 'cafes@up.example', name: 'Yannick Le Goff', role: 'editor', establishment: 'cafes' },
  lea: { email: 'filaos@up.example', name: 'Léa Hoarau', role: 'editor', establishment: 'filaos' },
} as const satisfies Record<
  string,
  { email: string; name: string; role: 'admin' | 'manager' | 'editor'; establishment: EstablishmentKey }
>;
export type PersonKey = keyof typeof PEOPLE;

/** The people whom the start prints. */
export const PRINTED_PEOPLE = ['camille', 'nadia', 'etienne'] as const satisfies readonly PersonKey[];

export const AUDIENCES = {
  benevoles: 'Bénévoles',
  donateurs: 'Donateurs',
  beneficiaires: 'Bénéficiaires',
  partenaires: 'Partenaires',
  public: 'Grand public',
} as const;
export type AudienceKey = keyof typeof AUDIENCES;

export const CAMPAIGNS = {
  logement: 'Parlons logement',
  village: 'Un café, un village',
  lien: 'Les métiers du lien',
  placard: 'Manger mieux, jeter moins',
} as const;
export type CampaignKey = keyof typeof CAMPAIGNS;

/** Baselines are brand facts: exact, straight apostrophes included. */
export const FORMATS = {
  'up-cafe': {
    name: 'Up café',
    mark: 'UC',
    tint: '#FFE3D4',
    baseline: 'Up café, parlons solutions',
    description: 'Rencontres ouvertes autour des initiatives de jeunes entrepreneurs sociaux',
  },
  'up-pro': {
    name: 'Up pro',
    mark: 'UP',
    tint: '#DCEBDD',
    baseline: "Up pro, construisons l'innovation sociale",
    description:
      'Des professionnels du social se montrent des solutions concrètes, dans la maison de l’un d’eux',
  },
  'up-conference': {
    name: 'Up conférence',
    mark: 'UF',
    tint: '#DDE5F6',
    baseline: "Up conférence, inspirer l'innovation sociale",
    description: 'Conférences prospectives dans des lieux de culture',
  },
  'up-magazine': {
    name: 'Up magazine',
    mark: 'UM',
    tint: '#F9E1EA',
    baseline: 'Up, le mag qui inspire votre quotidien',
    description: 'Boîte à idées pour le quotidien, en kiosque et sur le site',
  },
} as const;
export type FormatKey = keyof typeof FORMATS;

/** First day of the baselines in force. */
export const BASELINES_SINCE = '2019-09-01';
