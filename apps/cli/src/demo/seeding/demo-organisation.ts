import type { INestApplicationContext } from '@nestjs/common';
import { Database, type Tx } from '#lib/database';
import { Baseline, Format } from '#lib/brand';
import { Channel, sealCredential } from '#lib/channels';
import { AccountsService, Member, type Principal } from '#lib/identity';
import { newId, Vault } from '#lib/kernel';
import { Audience, Campaign, Establishment, Organisation } from '#lib/organisation';
import {
  AUDIENCES,
  BASELINES_SINCE,
  CAMPAIGNS,
  type ChannelKey,
  CHANNELS,
  type DemoChannel,
  FORMATS,
  type DemoEstablishment,
  type EstablishmentKey,
  ESTABLISHMENTS,
  ORGANISATION,
  PEOPLE,
  type PersonKey,
  zoneOf,
} from '../content/index.js';
import { byKey, keysOf, type Seeding, service } from './context.js';
import { tokenOf } from './sandbox.js';

type DemoOrganisation = Pick<
  Seeding,
  'organisationId' | 'establishments' | 'formats' | 'audiences' | 'campaigns' | 'channels' | 'people'
>;

/** Creates the organisation, its establishments, brand, channels and people: everything but the posts. */
export async function createDemoOrganisation(
  app: INestApplicationContext,
  password: string,
  accounts: Readonly<Record<ChannelKey, string>>,
  now: Date,
): Promise<DemoOrganisation> {
  const id = (): string => newId();
  const organisationId = newId();
  const world = {
    organisationId,
    establishments: byKey(keysOf(ESTABLISHMENTS), id),
    formats: byKey(keysOf(FORMATS), id),
    audiences: byKey(keysOf(AUDIENCES), id),
    campaigns: byKey(keysOf(CAMPAIGNS), id),
    channels: byKey(keysOf(CHANNELS), id),
    people: await createPeople(app, organisationId, password),
  };
  const people = placed(world.people, world.establishments);
  const since = new Date(now.getTime() - 200 * 86_400_000);
  await service(app, Database).system(async (tx) => {
    await tx.insert(Organisation, { id: organisationId, ...ORGANISATION, createdAt: since });
    await insertEstablishments(tx, world, since);
    await insertBrand(tx, world);
    await tx.insert(
      Audience,
      keysOf(AUDIENCES).map((key) => ({
        organisationId,
        id: world.audiences[key],
        key,
        name: AUDIENCES[key],
      })),
    );
    await tx.insert(
      Campaign,
      keysOf(CAMPAIGNS).map((key) => ({ organisationId, id: world.campaigns[key], name: CAMPAIGNS[key] })),
    );
    await insertChannels(tx, service(app, Vault), world, accounts, since);
    await tx.insert(
      Member,
      keysOf(PEOPLE).map((key) => ({
        organisationId,
        id: newId(),
        userId: people[key].userId,
        establishmentId: world.establishments[PEOPLE[key].establishment],
        role: PEOPLE[key].role,
        createdAt: since,
      })),
    );
  });
  return { ...world, people };
}

async function createPeople(
  app: INestApplicationContext,
  organisationId: string,
  password: string,
): Promise<Record<PersonKey, Principal>> {
  const accounts = service(app, AccountsService);
  const made = await Promise.all(
    keysOf(PEOPLE).map(async (key): Promise<[PersonKey, Principal]> => {
      const { email, name } = PEOPLE[key];
      const account = (await accounts.findByEmail(email)) ?? (await accounts.create(email, name, password));
      const who = { userId: account.id, userName: name, email, organisationId };
      return [key, { ...who, grants: [], scopes: null, apiKey: null, locale: 'fr' }];
    }),
  );
  return Object.fromEntries(made) as Record<PersonKey, Principal>;
}

/** People with their role, once their establishment has an id. */
const placed = (
  people: Record<PersonKey, Principal>,
  establishments: Record<EstablishmentKey, string>,
): Record<PersonKey, Principal> =>
  byKey(keysOf(PEOPLE), (key) => {
    const { establishment, role } = PEOPLE[key];
    return {
      ...people[key],
      grants: [
        {
          establishmentId: establishments[establishment],
          role,
          root: ESTABLISHMENTS[establishment].parent === null,
        },
      ],
    };
  });

async function insertEstablishments(
  tx: Tx,
  { organisationId, establishments }: DemoOrganisation,
  createdAt: Date,
): Promise<void> {
  const paths = {} as Record<EstablishmentKey, string[]>;
  for (const key of keysOf(ESTABLISHMENTS)) {
    const { parent, name, sector, commune }: DemoEstablishment = ESTABLISHMENTS[key];
    const above = parent ? (paths[parent as EstablishmentKey] ?? []) : [];
    paths[key] = [...above, establishments[key]];
    await tx.insert(Establishment, {
      organisationId,
      id: establishments[key],
      parentId: above.at(-1) ?? null,
      path: paths[key],
      name,
      sector,
      commune,
      timeZone: zoneOf(key),
      createdAt,
    });
  }
}

async function insertBrand(tx: Tx, { organisationId, formats }: DemoOrganisation): Promise<void> {
  const keys = keysOf(FORMATS);
  await tx.insert(
    Format,
    keys.map((key, position) => {
      const { name, description, mark, tint } = FORMATS[key];
      return { organisationId, id: formats[key], key, name, description, mark, tint, position };
    }),
  );
  await tx.insert(
    Baseline,
    keys.map((key) => ({
      organisationId,
      id: newId(),
      formatId: formats[key],
      text: FORMATS[key].baseline,
      validFrom: BASELINES_SINCE,
      validTo: null,
    })),
  );
}

async function insertChannels(
  tx: Tx,
  vault: Vault,
  { organisationId, establishments, channels }: DemoOrganisation,
  accounts: Readonly<Record<ChannelKey, string>>,
  createdAt: Date,
): Promise<void> {
  await tx.insert(
    Channel,
    keysOf(CHANNELS).map((key) => {
      const { platform, establishment, name, handle, placement, state, stateReason }: DemoChannel =
        CHANNELS[key];
      const id = channels[key];
      const accessToken = tokenOf(key);
      const credential = { accessToken, refreshToken: `${accessToken}-refresh` };
      return {
        organisationId,
        id,
        establishmentId: establishments[establishment],
        platform,
        remoteId: accounts[key],
        name,
        handle,
        timeZone: zoneOf(establishment),
        state: state ?? ('connected' as const),
        stateReason: stateReason ?? null,
        baselinePlacement: placement,
        credential: sealCredential(vault, organisationId, id, credential),
        createdAt,
      };
    }),
  );
}
