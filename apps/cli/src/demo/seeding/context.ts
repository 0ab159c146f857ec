import { createHash } from 'node:crypto';
import type { INestApplicationContext, Type } from '@nestjs/common';
import type { DateTime } from 'luxon';
import type { Principal, Role } from '#lib/identity';
import type {
  AudienceKey,
  CampaignKey,
  ChannelKey,
  FormatKey,
  EstablishmentKey,
  MediaKey,
  PersonKey,
} from '../content/index.js';

/** Shared by every part of the seeding: services, start instant, and ids made so far. */
export interface Seeding {
  app: INestApplicationContext;
  sandboxOrigin: string;
  organisationId: string;
  /** In the organisation's zone. */
  start: DateTime;
  establishments: Record<EstablishmentKey, string>;
  formats: Record<FormatKey, string>;
  audiences: Record<AudienceKey, string>;
  campaigns: Record<CampaignKey, string>;
  channels: Record<ChannelKey, string>;
  people: Record<PersonKey, Principal>;
  media: Record<MediaKey, string>;
  /** Reports one more piece of work. */
  step(): void;
}

export const service = <T>(app: INestApplicationContext, type: Type<T>): T =>
  app.get(type, { strict: false });

/** Work over a list, some at a time, results in order. */
export async function inParallel<I, O>(
  items: readonly I[],
  width: number,
  work: (item: I) => Promise<O>,
): Promise<O[]> {
  const results: O[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index] as I);
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  return results;
}

/** Ids by the keys of a table of content. */
export const byKey = <K extends string, V>(keys: readonly K[], make: (key: K) => V): Record<K, V> =>
  Object.fromEntries(keys.map((key) => [key, make(key)])) as Record<K, V>;

export const keysOf = <K extends string>(table: Readonly<Record<K, unknown>>): K[] =>
  Object.keys(table) as K[];

/** A pseudo-random number in [0, 1), always the same for a name. */
export const chance = (name: string): number =>
  createHash('sha256').update(name).digest().readUInt32BE(0) / 2 ** 32;

export interface Person {
  email: string;
  name: string;
  role: Role;
}
