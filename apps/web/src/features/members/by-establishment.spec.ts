import { describe, expect, it } from '@jest/globals';
import { byEstablishment } from './by-establishment';

describe('people by establishment', () => {
  it('stand together, in the order in which they came', () => {
    const member = (name: string, establishmentName: string) => ({ name, establishmentName });
    const [a, b, c] = [member('Ana', 'Siège'), member('Bo', 'Café'), member('Cy', 'Siège')];
    expect([...byEstablishment([a, b, c])]).toEqual([
      ['Siège', [a, c]],
      ['Café', [b]],
    ]);
  });
});
