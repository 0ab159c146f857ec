import { describe, expect, it } from '@jest/globals';
import { repeated } from './repeated';

const notice = (id: string, message: unknown) => ({ id, message });

describe('a sentence said twice', () => {
  it('is shown once, the latest time', () => {
    const shown = [notice('1', 'Enregistré'), notice('2', 'Supprimé'), notice('3', 'Enregistré')];
    expect(repeated(shown)).toEqual(['1']);
    expect(repeated([...shown, notice('4', 'Enregistré')])).toEqual(['1', '3']);
  });

  it('is not one that differs by a letter, nor anything but plain words', () => {
    const button = {};
    expect(repeated([notice('1', 'Enregistré'), notice('2', 'Enregistrés')])).toEqual([]);
    expect(repeated([notice('1', button), notice('2', button)])).toEqual([]);
  });
});
