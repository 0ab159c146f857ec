import { type Entities, OutboxMessage } from '#lib/database';
import { Baseline, Format } from '#lib/brand';
import { Channel } from '#lib/channels';
import { ApiKey, AuditEntry, IdempotencyKey, Invitation, Member } from '#lib/identity';
import { Media } from '#lib/media';
import { Audience, Campaign, Establishment, Organisation } from '#lib/organisation';
import { Post, PostVariant, Revision } from '#lib/posts';
import { EnginePulse } from './engine-pulse.entity.js';
import { PublicationEvent } from './publication-event.entity.js';
import { Publication } from './publication.entity.js';
import { NetworkHold } from './quotas/network-hold.entity.js';
import { RateCounter } from './quotas/rate-counter.entity.js';
import { WorkerBeat } from './worker-beat.entity.js';

/** Every entity of Lineup: each process knows them all, since relations cross the libs. */
export const entities: Entities = [
  Organisation,
  Establishment,
  Audience,
  Campaign,
  Invitation,
  Member,
  ApiKey,
  AuditEntry,
  IdempotencyKey,
  Format,
  Baseline,
  Channel,
  Media,
  Post,
  PostVariant,
  Revision,
  Publication,
  PublicationEvent,
  WorkerBeat,
  NetworkHold,
  RateCounter,
  EnginePulse,
  OutboxMessage,
];
