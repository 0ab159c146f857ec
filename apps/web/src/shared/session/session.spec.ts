import { beforeEach, describe, expect, it } from '@jest/globals';
import { settle } from '../../features/composer/store/testing/world';
import { Session } from './session';

const kept = new Map<string, string>();
beforeEach(() => {
  kept.clear();
  Reflect.set(globalThis, 'localStorage', { setItem: (key: string, value: string) => kept.set(key, value) });
});

describe('the session of a page', () => {
  it('lets wait what was asked for when it ended, until the same person is back', async () => {
    const session = new Session();
    session.open('marie');
    session.end();
    let through = false;
    void session.renewed().then(() => (through = true));
    await settle();
    expect([session.hasEnded(), through]).toEqual([true, false]);
    session.open('marie');
    await settle();
    expect([session.hasEnded(), through]).toEqual([false, true]);
  });

  it('lets nothing wait while it is open, or was never begun', async () => {
    const session = new Session();
    await session.renewed();
    session.end();
    expect(session.hasEnded()).toBe(false);
    session.open('marie');
    await session.renewed();
  });

  it('belongs to the first who signed in, until they leave', () => {
    const session = new Session();
    expect(session.isOf('karim')).toBe(true);
    session.open('marie');
    session.end();
    expect([session.isOf('marie'), session.isOf('karim')]).toEqual([true, false]);
    session.leave();
    expect([session.isOf('karim'), session.isKnown()]).toEqual([true, false]);
  });

  it('could not be left or entered on a device that stores nothing any more', () => {
    const full = (): never => {
      throw new Error('QuotaExceededError');
    };
    Reflect.set(globalThis, 'localStorage', { setItem: full });
    const session = new Session();
    session.open('marie');
    session.leave();
    session.announce();
    expect([session.isKnown(), session.isOf('karim')]).toEqual([false, true]);
  });

  it('tells its listeners of each change, and the other tabs when somebody leaves', () => {
    const session = new Session();
    let heard = 0;
    const stop = session.subscribe(() => heard++);
    session.open('marie');
    session.open('marie');
    session.end();
    expect(heard).toBe(2);
    stop();
    session.leave();
    expect(heard).toBe(2);
    expect([...kept.keys()]).toEqual(['lineup.session']);
  });
});
