import { answered, answeredByAnother, line, lost } from '../testing/fake-line';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { lookAgain, whoIsThere } from './arrival';
import { session } from './session';

const went: string[] = [];
beforeEach(() => {
  line.clear();
  went.length = 0;
  Reflect.set(globalThis, 'localStorage', { setItem: () => undefined });
  Reflect.set(globalThis, 'window', { location: { assign: (to: string) => went.push(to) } });
  session.leave();
});

const is = (id: string) => answered(200, { user: { id } });

describe('who is there', () => {
  it.each([
    ['somebody', is('marie'), { user: { id: 'marie' } }],
    ['nobody', answered(401, { code: 'unauthenticated' }), 'nobody'],
    ['unknown while the line is down', lost, null],
    ['unknown while the server is in trouble', answered(503), null],
    ['unknown to a portal that answers for the server', answeredByAnother(200), null],
    ['unknown where the answer is cut short', () => new Response('{"user":', { status: 200 }), null],
  ])('is %s', async (_, fate, expected) => {
    line.next(fate);
    expect(await whoIsThere()).toEqual(expected);
    expect(line.sent.map(({ url }) => url)).toEqual(['http://lineup.test/api/v1/me']);
  });
});

describe('looking again', () => {
  it('goes on with the same person', async () => {
    session.open('marie');
    session.end();
    line.next(is('marie'));
    await lookAgain();
    expect([session.hasEnded(), went]).toEqual([false, []]);
  });

  it('loads the page anew for another person, whose requests nobody else’s become', async () => {
    session.open('marie');
    session.end();
    let sent = false;
    void session.renewed().then(() => (sent = true));
    line.next(is('karim'));
    await lookAgain();
    expect([session.hasEnded(), sent, went]).toEqual([true, false, ['/']]);
  });

  it('ends the session that another tab has left', async () => {
    session.open('marie');
    line.next(answered(401));
    await lookAgain();
    expect([session.hasEnded(), went]).toEqual([true, []]);
  });

  it.each([
    ['a lost line', lost],
    ['a portal', answeredByAnother(200)],
  ])('decides nothing after %s', async (_, fate) => {
    session.open('marie');
    line.next(fate);
    await lookAgain();
    expect([session.hasEnded(), session.isOf('marie'), went]).toEqual([false, true, []]);
  });
});
