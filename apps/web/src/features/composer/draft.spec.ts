import { describe, expect, it } from '@jest/globals';
import { blankDraft, tagsOf, toBody } from './draft';

describe('a draft as the server takes it', () => {
  it('has no link where none was typed', () => {
    expect(toBody({ ...blankDraft(null), link: '  ' }).link).toBeNull();
    expect(toBody({ ...blankDraft(null), link: ' https://example.org ' }).link).toBe('https://example.org');
  });

  it('says what differs only for chosen channels, and only where something does', () => {
    const draft = {
      ...blankDraft(null),
      channelIds: ['a', 'b'],
      variants: { a: { text: '' }, b: {}, gone: { text: 'autre' } },
    };
    expect(toBody(draft).variants).toEqual({ a: { text: '' } });
  });

  it('had tags that the server refused: sixty emoji are longer than sixty', () => {
    const [cut] = tagsOf(['😀'.repeat(60)]);
    expect([cut?.length, cut?.isWellFormed()]).toEqual([60, true]);
    expect(tagsOf([`a${'😀'.repeat(60)}`, '  ', ' logement '])).toEqual([`a${'😀'.repeat(29)}`, 'logement']);
  });

  it('starts with the day that was asked for', () => {
    const schedule = { localTime: '2026-12-01T09:00', timeZone: 'Europe/Paris' };
    expect(blankDraft(schedule).schedule).toEqual(schedule);
  });
});
