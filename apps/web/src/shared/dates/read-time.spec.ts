import { describe, expect, it } from '@jest/globals';
import { readTime } from './read-time';

describe('an hour as people type it', () => {
  it.each([
    ['9h30', '09:30'],
    ['0930', '09:30'],
    ['930', '09:30'],
    ['9:30 pm', '21:30'],
    ['9.30PM', '21:30'],
    ['9 p.m.', '21:00'],
    ['9', '09:00'],
    ['9 h', '09:00'],
    ['21 h 05', '21:05'],
    ['12 am', '00:00'],
    ['12:15 pm', '12:15'],
    [' 23:59 ', '23:59'],
  ])('understands %p', (typed, time) => {
    expect(readTime(typed)).toBe(time);
  });

  it.each(['', 'h30', '24:00', '9:60', '13 pm', '0 am', '9:3', '12345', 'soon', '-1'])(
    'refuses %p',
    (typed) => {
      expect(readTime(typed)).toBeNull();
    },
  );

  it('takes the way it is written everywhere back to itself', () => {
    for (let minute = 0; minute < 1440; minute += 7) {
      const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
      expect(readTime(time)).toBe(time);
    }
  });
});
