import { describe, expect, it } from '@jest/globals';
import { isOn } from './is-on';

const on = (pathname: string, search = '') =>
  ['/', '/posts', '/review', '/settings'].filter((to) => isOn({ to }, pathname, search));

describe('the screen that an address belongs to', () => {
  it.each([
    ['the calendar', '/', '', ['/']],
    ['a post over the calendar', '/posts/1', '', ['/']],
    ['a new post', '/posts/new', '', ['/']],
    ['the list', '/posts', '?q=loyer', ['/posts']],
    ['a post beside the list', '/posts/1', '?in=posts', ['/posts']],
    ['a review', '/review/1', '', ['/review']],
    ['one’s own account', '/account', '', []],
  ])('%s', (_, pathname, search, expected) => {
    expect(on(pathname, search)).toEqual(expected);
  });
});
