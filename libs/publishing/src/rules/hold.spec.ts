import { capHold } from './hold.js';

const DAY = 86_400_000;

it('a network that asks for ten years gets a day, and a person hears of it', () => {
  expect(capHold(10 * 365 * DAY, 24)).toEqual({ holdMs: DAY, long: true });
  expect(capHold(Infinity, 24)).toEqual({ holdMs: DAY, long: true });
  expect(capHold(Number.NaN, 24)).toEqual({ holdMs: DAY, long: true });
  expect(capHold(DAY, 24)).toEqual({ holdMs: DAY, long: false });
  expect(capHold(-5, 24)).toEqual({ holdMs: 0, long: false });
});
