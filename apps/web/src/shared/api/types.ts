import type { components } from './schema';

type Schemas = components['schemas'];

/** Names of the contract, so that screens do not spell `components['schemas']` out. */
export type Me = Schemas['Me'];
export type Role = Schemas['Role'];
export type Organisation = Schemas['Organisation'];
export type Establishment = Schemas['Establishment'];
export type ApiKey = Schemas['ApiKey'];
export type Audience = Schemas['Audience'];
export type Member = Schemas['Member'];
export type Invitation = Schemas['Invitation'];
export type SentInvitation = Schemas['SentInvitation'];
export type Session = Schemas['Session'];
export type Passkey = Schemas['Passkey'];
export type SecurityEvent = Schemas['SecurityEvent'];
export type ApiScope = Exclude<Schemas['CreateApiKey']['scopes'][number], 'write'>;
export type AuditEntry = Schemas['AuditEntry'];
export type Format = Schemas['Format'];
export type Channel = Schemas['Channel'];
export type Media = Schemas['Media'];
export type Post = Schemas['Post'];
export type PostState = Schemas['PostState'];
export type PostProblem = Schemas['PostProblem'];
export type PostSummary = Schemas['PostSummary'];
export type Variant = Schemas['VariantInput'];
export type ChangePost = Schemas['ChangePost'];
export type RevisionDetail = Schemas['RevisionDetail'];
export type Publication = Schemas['Publication'];
export type PublicationEvent = Schemas['PublicationEvent'];
export type Notification = Schemas['Notification'];
export type NotificationKind = Notification['kind'];
export type NotificationPreferences = Schemas['NotificationPreferences'];
export type HealthDetails = Schemas['HealthDetails'];
export type Shortage = Schemas['Capacity']['items'][number];
export type CalendarEntry = Schemas['Calendar']['items'][number];
export type LocalSchedule = { localTime: string; timeZone: string };
