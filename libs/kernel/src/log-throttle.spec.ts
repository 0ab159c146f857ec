import { describe, expect, it } from '@jest/globals';
import { faultOf, LogThrottle } from './log-throttle.js';

describe('a fault that repeats itself', () => {
  it('is said once a minute with how often it came, not in 216 lines', () => {
    const throttle = new LogThrottle();
    const fault = faultOf('sweep interrupted', new Error('connect ECONNREFUSED 127.0.0.1:5432'));
    const said = Array.from({ length: 216 }, (_, n) => throttle.admit(fault, n * 500));
    expect(said.filter((count) => count !== null)).toEqual([0, 119]);
  });

  it('is the same whatever port, id or count it names, and another for another reason', () => {
    const away = (port: number) =>
      faultOf('request 12 failed', new Error(`connect ECONNREFUSED 127.0.0.1:${port}`));
    expect(away(40_001)).toBe(away(50_002));
    expect(faultOf('sweep', Object.assign(new Error('x'), { code: '57P01' }))).not.toBe(
      faultOf('sweep', new Error('x')),
    );
  });

  it('takes a bounded memory, however many kinds there are', () => {
    const throttle = new LogThrottle();
    for (let n = 0; n < 5000; n++) throttle.admit(`fault ${String.fromCharCode(97 + (n % 26))}${n}`, 0);
    expect(throttle.admit('another', 1)).toBe(0);
  });
});
