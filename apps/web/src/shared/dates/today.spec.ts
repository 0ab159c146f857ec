import { expect, it } from '@jest/globals';
import { todayIn } from './today';

it('today is the day of the zone that is asked for', () => {
  const far = [todayIn('Pacific/Kiritimati'), todayIn('Pacific/Pago_Pago')];
  expect(far[0]).not.toBe(far[1]);
});
