import { describe, expect, it } from '@jest/globals';
import { besideList, isList, isListStep, listAlone, readList, writeList } from './address';

const read = (search: string) => readList(new URLSearchParams(search));

describe('the address of the list of posts', () => {
  it('says nothing of what is as on a first visit, and passes over nonsense', () => {
    expect(writeList(read('')).toString()).toBe('');
    expect(writeList(read('states=lost&undated=maybe&page=3')).toString()).toBe('');
  });

  it('holds any words, and gives them back', () => {
    const state = { q: '100 % & « été » سلام', states: ['draft' as const, 'failed' as const], undated: true };
    expect(read(writeList(state).toString())).toEqual(state);
  });

  it('never asks for more than the server takes', () => {
    expect(read(`q=${'a'.repeat(300)}`).q).toHaveLength(200);
    // Half a character at the end would be no address at all.
    expect(read(`q=a${'😀'.repeat(150)}`).q).toBe(`a${'😀'.repeat(99)}`);
  });

  it('stays with a post that opens beside it, and comes back when that closes', () => {
    const search = besideList(new URLSearchParams('q=loyer&states=draft'));
    expect(isList('/posts/1', search)).toBe(true);
    expect(listAlone(search)).toBe('/posts?q=loyer&states=draft');
    expect(listAlone(besideList(new URLSearchParams()))).toBe('/posts');
  });

  it('is not that of a post over the calendar', () => {
    expect(isList('/posts/1', '?states=draft')).toBe(false);
    expect(isList('/', '')).toBe(false);
    expect(isList('/posts', '')).toBe(true);
  });
});

describe('a step of the list that Back undoes', () => {
  const step = (from: string, to: string) => isListStep(read(from), read(to));

  it('is a filter, and a search begun or given up', () => {
    expect(step('', 'undated=1')).toBe(true);
    expect(step('states=draft', '')).toBe(true);
    expect(step('', 'q=l')).toBe(true);
    expect(step('q=loyer', '')).toBe(true);
  });

  it('is not a letter more', () => {
    expect(step('q=l', 'q=lo')).toBe(false);
    expect(step('q=l', 'q=l')).toBe(false);
  });
});
