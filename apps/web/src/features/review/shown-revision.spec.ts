import { describe, expect, it } from '@jest/globals';
import { shownOf } from './shown-revision';

const revision = (id: string, state: 'pending' | 'approved' | 'changes_requested' | 'superseded') => ({
  id,
  state,
});
const old = revision('one', 'changes_requested');

describe('the version that a reviewer sees', () => {
  it('is the one under review, or the latest when none is', () => {
    expect(shownOf([revision('two', 'pending'), old], null).shown?.id).toBe('two');
    expect(shownOf([revision('two', 'superseded'), old], null).shown?.id).toBe('two');
    expect(shownOf(undefined, null).shown).toBeNull();
  });

  it('stays the one that was on screen when another arrives, and says that there is a newer one', () => {
    const { shown, newer } = shownOf(
      [revision('three', 'pending'), revision('two', 'superseded'), old],
      'two',
    );
    expect([shown?.id, newer?.id]).toEqual(['two', 'three']);
  });

  it('has nothing newer once it is the one under review', () => {
    expect(shownOf([revision('two', 'pending'), old], 'two').newer).toBeNull();
  });
});
