import { afterEach, describe, expect, it } from '@jest/globals';
import { QueryClient } from '@tanstack/react-query';
import type { Post } from '../api/types';
import { afterGap, type Key, live, markStale, queries, stale } from '.';

const post = { id: 'p1', state: 'draft', revision: null, version: 3 } as Post;
const days = { from: '2026-03-01T00:00:00.000Z', to: '2026-04-01T00:00:00.000Z' };

/** One of each question, as screens ask it. */
const asked: Record<string, { queryKey: Key }> = {
  'the person': queries.me(),
  'the post': queries.post('p1'),
  'its publications': queries.publications('p1'),
  'its preview': queries.preview(post),
  'its versions': queries.revisions('p1'),
  'another post': queries.post('p2'),
  'a journal': queries.journal('u1'),
  'another journal': queries.journal('u2'),
  'the list': queries.posts({ limit: 50 }),
  'the tray': queries.undated(),
  'the queue': queries.reviewQueue(),
  'the calendar': queries.calendar(days),
  'the capacity': queries.capacity({ ...days, timeZone: 'Europe/Paris' }),
  'the medium': queries.medium('m1'),
  'the library': queries.library(null),
  'the channels': queries.channels(),
  'an account’s list': queries.entries('c1', 'board'),
  'the formats': queries.formats(),
  'the publics': queries.audiences(),
  'the campaigns': queries.campaigns(),
  'the establishments': queries.establishments(),
  'the members': queries.members(),
  'the invitations': queries.invitations(),
  'the organisation': queries.organisation(),
  'the API keys': queries.apiKeys(true),
  'the audit log': queries.auditLog(),
  'the security log': queries.securityLog(false),
  'the sessions': queries.sessions(),
  'the passkeys': queries.passkeys(),
  'the notifications': queries.notifications('fr'),
  'the preferences': queries.notificationPreferences(),
  'the health': queries.health('fr'),
  'the networks': queries.networks(),
  'an answer': queries.consentAnswer(null, { state: 's' }),
  'a consent': queries.consent(null, 's1'),
  'the links': queries.channelLinks(),
  'a link': queries.channelLink('t'),
  'an offer': queries.invitation('t'),
  'a reset': queries.passwordReset('t'),
};
const everything = Object.keys(asked);

const clients: QueryClient[] = [];
afterEach(() => clients.splice(0).forEach((client) => client.clear()));

/** Which answers are out of date after that. */
async function outOfDate(keys: readonly Key[]): Promise<string[]> {
  const client = new QueryClient();
  clients.push(client);
  for (const { queryKey } of Object.values(asked)) client.setQueryData(queryKey, {});
  await markStale(client, keys);
  return everything.filter((name) => client.getQueryState(asked[name]?.queryKey ?? [])?.isInvalidated);
}

const lists = ['the list', 'the tray', 'the queue'];
const ofPost = ['the post', 'its publications', 'its preview', 'its versions'];

describe('the questions asked of the server', () => {
  it('have a key of their own each', () => {
    expect(new Set(Object.values(asked).map(({ queryKey }) => JSON.stringify(queryKey))).size).toBe(
      everything.length,
    );
    expect(Object.keys(queries)).toHaveLength(everything.length - ['another post', 'another journal'].length);
  });

  it('are other questions for another version, another page of filters, another language', () => {
    expect(queries.preview({ ...post, version: 4 }).queryKey).not.toEqual(queries.preview(post).queryKey);
    expect(queries.posts({ q: 'loyer' }).queryKey).not.toEqual(queries.posts({ q: 'loyers' }).queryKey);
    expect(queries.notifications('en').queryKey).not.toEqual(queries.notifications('fr').queryKey);
  });
});

describe('what an act makes out of date', () => {
  it.each([
    [
      'a decision about a post',
      stale.postActedOn(),
      [...ofPost, 'another post', ...lists, 'the calendar', 'the capacity'],
    ],
    ['a saved draft', stale.postSaved(), [...lists, 'the calendar', 'the capacity']],
    ['a copy of a post', stale.postDuplicated(), [...lists, 'the calendar']],
    ['a deleted post', stale.postDeleted(), [...lists, 'the calendar', 'the capacity']],
    ['a post moved to another day', stale.postMoved('p1'), [...ofPost, 'the calendar', 'the capacity']],
    [
      'a decision about a publication',
      stale.publicationActedOn(),
      [...ofPost, 'another post', 'a journal', 'another journal', 'the calendar'],
    ],
    [
      'a changed channel',
      stale.channelChanged(),
      ['an account’s list', 'the networks', 'the links', 'the channels'],
    ],
    ['a changed format', stale.formatChanged(), ['the formats']],
    ['a new public', stale.audienceMade(), ['the publics']],
    ['a new campaign', stale.campaignMade(), ['the campaigns']],
    [
      'a changed establishment',
      stale.establishmentChanged(),
      [
        'an account’s list',
        'the networks',
        'the links',
        'the channels',
        'the establishments',
        'the members',
        'the invitations',
      ],
    ],
    ['a changed library', stale.libraryChanged(), ['the library']],
    ['a deleted medium', stale.mediumDeleted(), ['the medium', 'the library']],
    ['a changed member', stale.memberChanged(), ['the members', 'the invitations']],
    ['changed rules of the organisation', stale.organisationChanged(), ['the person']],
    ['a changed API key', stale.apiKeyChanged(), ['the API keys']],
    ['a changed account', stale.accountChanged(), everything],
    ['a changed passkey', stale.passkeyChanged(), ['the person', 'the passkeys']],
    ['a session that was ended from afar', stale.sessionEnded(), ['the sessions']],
    ['signing in again', stale.signedInAgain(), everything],
    ['something owed', stale.somethingOwed(), ['the person']],
    ['read notifications', stale.notificationsRead(), ['the notifications']],
    ['other preferences', stale.notificationPreferencesChanged(), ['the preferences']],
  ])('%s', async (_, keys, expected) => {
    expect((await outOfDate(keys)).sort()).toEqual([...expected].sort());
  });
});

describe('what a live event makes out of date', () => {
  it.each([
    ['a changed post', live['post.changed']({ id: 'p1' }), [...ofPost, ...lists, 'the calendar']],
    ['a changed post without a name', live['post.changed']({}), [...lists, 'the calendar']],
    [
      'a changed publication',
      live['publication.changed']({ id: 'u1', postId: 'p1' }),
      [...ofPost, 'a journal', 'the calendar'],
    ],
    ['a notification', live['notification.changed'](), ['the notifications']],
    [
      'a gap in the stream',
      afterGap(),
      [
        ...ofPost,
        'another post',
        ...lists,
        'a journal',
        'another journal',
        'the calendar',
        'the notifications',
      ],
    ],
  ])('%s', async (_, keys, expected) => {
    expect((await outOfDate(keys)).sort()).toEqual([...expected].sort());
  });
});
