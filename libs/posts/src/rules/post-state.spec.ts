import { describe, expect, it } from '@jest/globals';
import * as states from './post-state.js';

const { editSendsBack, isFrozen, POST_ACTIONS, POST_STATES, stateAfter, stateAllows } = states;

describe('what a state allows', () => {
  it('never edits what is out or on its way', () => {
    for (const state of ['publishing', 'published', 'partially_published'] as const) {
      expect(stateAllows(state, 'edit')).toBe(false);
    }
  });
  it('approves only what is under review', () => {
    expect(stateAllows('in_review', 'approve')).toBe(true);
    expect(stateAllows('draft', 'approve')).toBe(false);
    expect(stateAllows('scheduled', 'approve')).toBe(false);
  });
  it('sends an edited approved post back', () => {
    expect(editSendsBack('scheduled')).toBe(true);
    expect(editSendsBack('draft')).toBe(false);
  });
  it('copies anything, and deletes nothing that is or was on its way', () => {
    expect(POST_STATES.every((state) => stateAllows(state, 'duplicate'))).toBe(true);
    expect(POST_STATES.filter((state) => stateAllows(state, 'delete'))).toEqual([
      'draft',
      'changes_requested',
      'cancelled',
    ]);
  });
});

describe('which state follows', () => {
  it.each([
    ['draft', 'submit', true, 'in_review'],
    ['in_review', 'approve', true, 'scheduled'],
    ['in_review', 'approve', false, 'approved'],
    ['in_review', 'requestChanges', true, 'changes_requested'],
    ['in_review', 'schedule', true, 'in_review'],
    ['in_review', 'withdraw', true, 'draft'],
    ['changes_requested', 'edit', true, 'changes_requested'],
    ['approved', 'schedule', true, 'scheduled'],
    ['scheduled', 'schedule', false, 'approved'],
    ['scheduled', 'edit', true, 'draft'],
    ['approved', 'publishNow', true, 'scheduled'],
    ['partially_published', 'cancel', true, 'cancelled'],
    ['failed', 'edit', false, 'draft'],
  ] as const)('%s, %s, dated %s: %s', (state, step, dated, next) => {
    expect(stateAfter(state, step, dated)).toBe(next);
  });

  it('leads nowhere by a step that the state does not allow', () => {
    expect(() => stateAfter('published', 'edit', true)).toThrow('published allows no edit');
  });

  it('is written for every step that is allowed', () => {
    for (const state of POST_STATES) {
      for (const action of POST_ACTIONS) {
        if (action === 'duplicate' || action === 'delete' || !stateAllows(state, action)) continue;
        expect(POST_STATES).toContain(stateAfter(state, action, true));
        expect(POST_STATES).toContain(stateAfter(state, action, false));
      }
    }
  });
});

describe('sets of states', () => {
  it.each([
    ['WRITING', ['draft', 'changes_requested']],
    ['UNDECIDED', ['draft', 'in_review', 'changes_requested']],
    ['UNDER_WAY', ['in_review', 'approved', 'scheduled', 'publishing']],
    ['GOING', ['scheduled', 'publishing']],
    [
      'NOT_OVER',
      [
        'draft',
        'in_review',
        'changes_requested',
        'approved',
        'scheduled',
        'publishing',
        'partially_published',
        'failed',
      ],
    ],
    ['GOES_OUT', ['scheduled', 'publishing', 'partially_published', 'failed']],
    [
      'FOLLOWS_PUBLICATIONS',
      ['approved', 'scheduled', 'publishing', 'published', 'partially_published', 'failed', 'cancelled'],
    ],
    ['DATEABLE', ['draft', 'in_review', 'changes_requested', 'approved', 'scheduled']],
    ['WANTS_DATE', ['draft', 'in_review', 'changes_requested', 'approved']],
  ] as const)('%s', (name, expected) => {
    expect(states[name]).toEqual(expected);
  });

  it('freezes all but what an editor writes', () => {
    expect(POST_STATES.filter((state) => !isFrozen(state))).toEqual(['draft', 'changes_requested']);
  });
});
