import { type PublicationFact, stateFromPublications } from './state-from-publications.js';

const facts = (...states: PublicationFact['state'][]): PublicationFact[] =>
  states.map((state) => ({ state, started: false }));

describe('the state of a post as its publications tell it', () => {
  it.each([
    ['nothing', [], null],
    ['all waiting', facts('pending', 'pending'), null],
    ['one in flight', facts('pending', 'publishing'), 'publishing'],
    ['one out, one waiting for a retry', facts('published', 'pending'), 'publishing'],
    ['all out', facts('published', 'published'), 'published'],
    ['one out, one failed', facts('published', 'failed'), 'partially_published'],
    ['one out, one maybe out', facts('published', 'needs_attention'), 'partially_published'],
    ['all failed', facts('failed', 'failed'), 'failed'],
    ['one maybe out', facts('needs_attention'), 'failed'],
    ['all cancelled', facts('cancelled', 'cancelled'), 'cancelled'],
    ['one out, one cancelled', facts('published', 'cancelled'), 'partially_published'],
  ] as const)('%s', (_, publications, state) => {
    expect(stateFromPublications([...publications])).toBe(state);
  });

  it('is publishing as soon as one is due', () => {
    expect(stateFromPublications([{ state: 'pending', started: true }])).toBe('publishing');
  });
});
