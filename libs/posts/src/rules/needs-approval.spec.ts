import { describe, expect, it } from '@jest/globals';
import { contentOf, needsNewApproval } from './needs-approval.js';

describe('what makes an edit need a new approval', () => {
  it.each([
    ['the text of an approved post', 'approved', { text: 'Autre' }, true],
    ['the establishment of a scheduled post', 'scheduled', { establishmentId: 'x' }, true],
    ['the channels of a post under review', 'in_review', { channelIds: [] }, true],
    ['an emptied link', 'scheduled', { link: null }, true],
    ['the date alone', 'scheduled', { schedule: null }, false],
    ['tags, audiences and campaign', 'approved', { tags: [], audienceIds: [], campaignId: null }, false],
    ['the text of a draft', 'draft', { text: 'Autre' }, false],
    ['what was asked to be changed', 'changes_requested', { text: 'Autre' }, false],
  ] as const)('%s', (_, state, change, needs) => {
    expect(needsNewApproval(state, change)).toBe(needs);
  });

  it('names the members that change', () => {
    expect(contentOf({ text: '', tags: [], title: undefined })).toEqual(['text']);
  });
});
