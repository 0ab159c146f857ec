import { describe, expect, it } from '@jest/globals';
import { standingOf } from './standing';

describe('how a channel stands', () => {
  it('is held only while it is connected: what is paused or lost is said first', () => {
    const heldUntil = '2026-12-01T09:00:00.000Z';
    expect(standingOf({ state: 'connected', heldUntil })).toBe('held');
    expect(standingOf({ state: 'paused', heldUntil })).toBe('paused');
    expect(standingOf({ state: 'reconnect_needed', heldUntil })).toBe('reconnect_needed');
    expect(standingOf({ state: 'connected', heldUntil: null })).toBe('connected');
  });
});
