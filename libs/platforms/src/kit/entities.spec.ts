import { withoutEntities } from './entities.js';

describe('a text with HTML entities', () => {
  it.each([
    ['Caf&eacute; &amp; soupe', 'Caf&eacute; & soupe'],
    ['L&#8217;atelier &#x2019;', 'L’atelier ’'],
    ['&lt;b&gt; &quot;oui&quot; &#039;', '<b> "oui" \''],
    ['&amp;lt;', '&lt;'],
    ['&#0; &#9999999; &; & a', '&#0; &#9999999; &; & a'],
  ])('%s is %s', (text, expected) => expect(withoutEntities(text)).toBe(expected));
});
