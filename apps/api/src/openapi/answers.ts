import type { OpenAPIObject } from '@nestjs/swagger';
import { operationsOf } from './operations.js';

/** What people make and change: the answer is the thing itself, as it stands after the request. */
const THINGS: Record<string, string> = {
  Audience: 'The audience',
  Campaign: 'The campaign',
  Channel: 'The channel, with its state and without its credential',
  Establishment: 'The establishment',
  Format: 'The format, with the wordings of its baseline',
  Media: 'What is known of the medium, with where its bytes are read',
  Member: 'The person, with their role and where it holds',
  NotificationPreferences: 'What one wants to be told, and how',
  Organisation: 'The organisation, with its settings',
  Passkey: 'The passkey, without its secret',
  Post: 'The post, with what stands in its way and what one may do with it',
  Publication: 'The publication, with its state and what one may do with it',
};

/** Everything else, in whole sentences. */
const SENTENCES: Record<string, string> = {
  ApiKeyPage: 'The keys, without their secrets.',
  AudiencePage: 'All audiences.',
  AuditPage: 'A page of the history, the latest first; `nextCursor` leads to the one before.',
  Calendar: 'The posts of these days by their due instants; `truncated` says that there were more.',
  CampaignPage: 'All campaigns.',
  Capacity: 'The days on which a channel has more planned than its network allows.',
  ChannelPage: 'The channels that one sees.',
  ListedEntryPage: 'The entries, as the network lists them.',
  ConsentPage: 'The address of the network’s page, for this session alone.',
  ConsentedAccounts: 'The accounts that the consent reaches, without their credentials.',
  ChannelLinkPage: 'The links that can still be used, newest first.',
  MadeChannelLink: 'The link, and its address, which is told once.',
  OpenChannelLink: 'What the link connects, for whom, and who made it.',
  ConnectedByLink: 'The account that is a channel now.',
  NetworkPage: 'Every network, and what its consent page still needs.',
  CreatedApiKey: 'The key with its secret, which is shown this once.',
  EstablishmentPage: 'All establishments of the tree.',
  FormatPage: 'All formats, with the wordings of their baselines.',
  Health: 'It is well.',
  HealthDetails: 'How each part is, in figures and words.',
  InvitationPage: 'The invitations whose links still work, without the links.',
  LinkPreview: 'What the page says of itself.',
  Me: 'Who one is, in which organisation, and what one may do there.',
  MediaPage: 'A page of the library, the newest first; `nextCursor` leads to the next.',
  MemberPage: 'The people, with their roles.',
  NotificationPage: 'A page of what one was told, the latest first; `nextCursor` leads to the next.',
  OpenInvitation: 'Whom the invitation is for, and to what.',
  OpenPasswordReset: 'Whose password the link sets.',
  PasskeyOptions: 'What the browser is given to ask for a passkey.',
  PasskeyPage: 'One’s own passkeys, without their secrets.',
  PasswordLink: 'The link, which is shown this once.',
  PostPage: 'A page of posts, the last changed first; `nextCursor` leads to the next.',
  PostPreview: 'What each channel shows, or will show.',
  PublicationEventPage: 'The steps, one by one.',
  PublicationPage: 'One publication a channel, with its state.',
  RecoveryCodes: 'The codes, which are shown this once.',
  RevisionPage: 'The revisions, with what each froze.',
  SecurityPage:
    'A page of what happened to accounts, the latest first; `nextCursor` leads to the one before.',
  SentInvitation:
    'The invitation, and how it is delivered: by mail, or by the link, which is shown this once.',
  SessionPage: 'Where one is signed in.',
  TwoFactorSetup:
    'The address for an authenticator and the recovery codes; they count once a first code was given.',
  UnreadCount: 'How much is unread now.',
};

/** @returns what an answer of that schema is; null when nobody has written it down */
function describe(schema: string, method: string): string | null {
  const thing = THINGS[schema];
  if (!thing) return SENTENCES[schema] ?? null;
  return method === 'get' ? `${thing}.` : `${thing}, as it is after this.`;
}

/**
 * Says of every success what is answered. It follows from the schema of the body; a route that answers something else says it
 * itself.
 * @throws Error that names a schema without words, so that no answer goes without
 */
export function addAnswers(document: OpenAPIObject): OpenAPIObject {
  for (const { path, method, operation } of operationsOf(document)) {
    for (const [status, response] of Object.entries(operation.responses)) {
      if (!response || '$ref' in response || response.description) continue;
      const { schema = {} } = response.content?.['application/json'] ?? {};
      const name = '$ref' in schema ? (schema.$ref.split('/').at(-1) ?? '') : '';
      const words = describe(name, method);
      if (!words) throw new Error(`${method} ${path} does not say what it answers with ${status} (${name})`);
      response.description = words;
    }
  }
  return document;
}
