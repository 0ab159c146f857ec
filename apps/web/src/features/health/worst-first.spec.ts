import { describe, expect, it } from '@jest/globals';
import { worstFirst } from './worst-first';

describe('what was found', () => {
  it('stands with the worst first, and equals as they came', () => {
    const found = [
      { check: 'clock', state: 'ok' as const },
      { check: 'disk', state: 'warning' as const },
      { check: 'queue', state: 'critical' as const },
      { check: 'mail', state: 'warning' as const },
    ];
    expect(worstFirst(found).map(({ check }) => check)).toEqual(['queue', 'disk', 'mail', 'clock']);
  });
});
