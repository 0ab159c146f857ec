import { describe, expect, it } from '@jest/globals';
import { isCreate, matching, withCreate } from './creatable';

const choices = [
  { value: '1', label: 'Bénévoles' },
  { value: '2', label: 'Donateurs' },
];
const offered = (typed: string) => withCreate(choices, typed, (name) => `Créer « ${name} »`);

describe('a list to which a name can be added by typing it', () => {
  it('offers to make what none of its choices is called', () => {
    expect(offered(' Familles ').at(-1)?.label).toBe('Créer « Familles »');
    expect(isCreate(offered('Familles').at(-1)?.value ?? null)).toBe(true);
  });

  it('offers nothing for a name that is there, whatever its capitals, and for no name', () => {
    expect(offered('bénévoles ')).toEqual(choices);
    expect(offered('   ')).toEqual(choices);
    expect(isCreate('1')).toBe(false);
    expect(isCreate(null)).toBe(false);
  });

  it('shows the choices that hold what was typed, and always the way to make one', () => {
    const shown = matching({ options: offered('dona'), search: 'dona', limit: 10 });
    expect(shown.map((option) => ('label' in option ? option.label : ''))).toEqual([
      'Donateurs',
      'Créer « dona »',
    ]);
  });
});
