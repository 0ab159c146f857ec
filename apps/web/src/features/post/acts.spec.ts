import { describe, expect, it } from '@jest/globals';
import { actsOf } from './acts';

const NOTHING = {
  edit: false,
  submit: false,
  approve: false,
  requestChanges: false,
  schedule: false,
  publishNow: false,
  cancel: false,
  withdraw: false,
  duplicate: false,
  delete: false,
};

describe('what is offered on a post', () => {
  it('is nothing to a viewer, who would be refused', () => {
    expect(actsOf(NOTHING, 2)).toEqual({ first: null, others: [], destructive: [] });
  });

  it('is one visible action, the rest behind it, what takes away last', () => {
    const may = { ...NOTHING, schedule: true, edit: true, publishNow: true, duplicate: true, cancel: true };
    expect(actsOf(may, 0)).toEqual({
      first: 'schedule',
      others: ['edit', 'publishNow', 'duplicate'],
      destructive: ['cancel'],
    });
  });

  it('begins with the channels that failed, when there are any', () => {
    expect(actsOf({ ...NOTHING, duplicate: true }, 1)).toMatchObject({
      first: 'again',
      others: ['duplicate'],
    });
  });

  it('never shows by itself what takes away', () => {
    expect(actsOf({ ...NOTHING, delete: true }, 0)).toEqual({
      first: null,
      others: [],
      destructive: ['delete'],
    });
  });
});
