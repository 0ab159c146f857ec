import { describe, expect, it } from '@jest/globals';
import { isStep, readState, withState } from './address';

const TODAY = '2026-11-28';
const read = (search: string) => readState(new URLSearchParams(search), TODAY);

describe('what the calendar shows, by its address', () => {
  it('is this month without filters when the address says nothing, or nonsense', () => {
    const first = { view: 'month', day: TODAY, channels: [], states: [], formats: [] };
    expect(read('')).toEqual(first);
    expect(read('view=year&day=2026-13-45&states=lost,,')).toEqual(first);
    expect(read('day=yesterday')).toEqual(first);
  });

  it('is what was written', () => {
    const state = {
      view: 'week',
      day: '2027-01-05',
      channels: ['a', 'b'],
      states: ['draft', 'approved'],
      formats: ['c'],
    };
    expect(read(withState(new URLSearchParams(), state).toString())).toEqual(state);
  });

  it('reads a day with an hour as the day', () => {
    expect(read('day=2026-12-01T23:30').day).toBe('2026-12-01');
  });

  it('loses what became empty and keeps what belongs to others', () => {
    const before = new URLSearchParams('states=draft&day=2026-12-01&other=1');
    expect(withState(before, { states: [] }).toString()).toBe('day=2026-12-01&other=1');
  });
});

describe('a step that Back undoes', () => {
  const step = (from: string, to: string) => isStep(read(from), read(to));

  it.each([
    ['another month', '', 'day=2026-12-28'],
    ['the same month a year later', 'day=2026-12-01', 'day=2027-12-01'],
    ['another view', '', 'view=week'],
    ['another week', 'view=week&day=2026-11-29', 'view=week&day=2026-11-30'],
    ['a filter more', 'states=draft', 'states=draft,approved'],
    ['no filter any more', 'channels=a', ''],
  ])('is %s', (_, from, to) => {
    expect(step(from, to)).toBe(true);
  });

  it.each([
    ['another day of the month', 'day=2026-12-01', 'day=2026-12-31'],
    ['another day of the week', 'view=week&day=2026-12-28', 'view=week&day=2027-01-03'],
    ['the same, said in other words', '', `day=${TODAY}&view=month`],
  ])('is not %s', (_, from, to) => {
    expect(step(from, to)).toBe(false);
  });
});
