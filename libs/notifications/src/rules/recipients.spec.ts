import { describe, expect, it } from '@jest/globals';
import { closedBy, incidentOf } from './incident.js';
import { type HeldRole, recipientsOf, type PossibleRecipients } from './recipients.js';

const held = (userId: string, role: HeldRole['role'], establishmentId: string): HeldRole => ({
  userId,
  role,
  establishmentId,
});
const path = ['root', 'sector', 'establishment'];
const members = [
  held('boss', 'admin', 'root'),
  held('head', 'manager', 'root'),
  held('nadia', 'manager', 'establishment'),
  held('luc', 'editor', 'establishment'),
  held('eve', 'editor', 'establishment'),
];
const possible: PossibleRecipients = { path, members, authorId: 'luc', submittedById: 'eve', ownerId: 'eve' };

describe('who is notified', () => {
  it('of a failure: the author and the managers of the establishment, not headquarters', () => {
    expect(recipientsOf('publication.failed', possible)).toEqual(['luc', 'nadia']);
    expect(recipientsOf('publication.needs_attention', possible)).toEqual(['luc', 'nadia']);
  });

  it('of a failure in an establishment without a manager: those of the nearest node above that has some', () => {
    const without = members.filter(({ userId }) => userId !== 'nadia');
    expect(recipientsOf('publication.failed', { ...possible, members: without })).toEqual([
      'luc',
      'boss',
      'head',
    ]);
  });

  it('of a review: who may approve, never the person who asks', () => {
    expect(recipientsOf('review.asked', { ...possible, byId: 'eve' })).toEqual(['nadia']);
    expect(recipientsOf('review.asked', { ...possible, byId: 'nadia' })).toEqual(['boss', 'head']);
  });

  it('of an answer: author and submitter, without whoever decided', () => {
    expect(recipientsOf('review.answered', { ...possible, byId: 'nadia' })).toEqual(['luc', 'eve']);
    expect(recipientsOf('review.answered', { ...possible, submittedById: 'luc', byId: 'luc' })).toEqual([]);
  });

  it('of a lost channel: who connected it, and administrators', () => {
    expect(recipientsOf('channel.reconnect_needed', possible)).toEqual(['eve', 'boss']);
    expect(recipientsOf('channel.held', possible)).toEqual(['eve', 'boss']);
    expect(recipientsOf('channel.token_expiring', { ...possible, ownerId: 'boss' })).toEqual(['boss']);
  });

  it('of what nobody tried: the administrators of the whole organisation', () => {
    const local = [...members, held('lea', 'admin', 'establishment')];
    expect(recipientsOf('publication.overdue', { ...possible, members: local })).toEqual(['boss']);
  });

  it('nobody who has left', () => {
    const left = members.filter(({ userId }) => userId !== 'luc');
    expect(recipientsOf('publication.failed', { ...possible, members: left })).toEqual(['nadia']);
  });
});

describe('an incident', () => {
  it('is one for a post that fails on several channels, and another for another post', () => {
    const key = (postId: string, channelId: string) =>
      incidentOf('publication.failed', { postId, channelId });
    expect(key('p', 'a')).toBe(key('p', 'b'));
    expect(key('p', 'a')).not.toBe(key('q', 'a'));
  });

  it('is one for everything that is overdue', () => {
    expect(incidentOf('publication.overdue', { postId: 'p' })).toBe(
      incidentOf('publication.overdue', { postId: 'q' }),
    );
  });

  it('is another each time a token’s end comes closer', () => {
    const key = (days: number) => incidentOf('channel.token_expiring', { channelId: 'c', days });
    expect(new Set([key(14), key(7), key(1)]).size).toBe(3);
  });

  it('of a question is closed by its answer', () => {
    const body = { postId: 'p', revisionId: 'r' };
    expect(closedBy('post.approved', body)).toBe(incidentOf('post.submitted', body));
    expect(closedBy('publication.failed', body)).toBeNull();
  });
});
