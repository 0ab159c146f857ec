import { describe, expect, it } from '@jest/globals';
import { composeDigest } from './digest.js';
import { NOTIFICATION_KINDS, addressOf } from './kinds.js';
import { wordsOf } from './words/index.js';

const item = (title: string) => ({ title, text: 'Que faire', url: 'https://lineup.example/posts/1' });
const digest = {
  locale: 'fr' as const,
  organisation: 'Groupe SOS',
  settingsUrl: 'https://lineup.example/settings',
};

describe('an e-mail', () => {
  it('about one thing has that as its subject', () => {
    const mail = composeDigest({ ...digest, items: [item('Envoi échoué')] });
    expect(mail.subject).toBe('Envoi échoué');
    expect(mail.text).toContain('https://lineup.example/posts/1');
    expect(mail.text).toContain('Groupe SOS');
  });

  it('about many says how many, shows twenty and counts the rest', () => {
    const mail = composeDigest({
      ...digest,
      items: Array.from({ length: 23 }, (_, n) => item(`Nouvelle ${n}`)),
    });
    expect(mail.subject).toBe('23 nouvelles de vos posts');
    expect(mail.text).toContain('Nouvelle 19');
    expect(mail.text).not.toContain('Nouvelle 20');
    expect(mail.text).toContain('Et 3 de plus');
  });

  it('lets nothing that people wrote into its markup or its headers', () => {
    const mail = composeDigest({ ...digest, items: [item('<img src=x>\r\nBcc: eve@evil.example')] });
    expect(mail.html).not.toContain('<img');
    expect(mail.subject).not.toMatch(/[\r\n]/);
  });
});

describe('words', () => {
  it.each(NOTIFICATION_KINDS)(
    'for %s exist in both languages, start with a capital and lead somewhere',
    (kind) => {
      for (const locale of ['fr', 'en'] as const) {
        for (const count of [1, 3]) {
          const { title } = wordsOf(
            kind,
            { postId: 'p', postTitle: 'Café', channelName: 'Up', byName: 'Léa' },
            count,
            locale,
          );
          expect(title).toMatch(/^[«“\p{Lu}\d]/u);
          expect(title).not.toContain('undefined');
        }
      }
      expect(addressOf(kind, { postId: 'p' })).toMatch(/^\/(posts|review)\/p$|^\/health$/);
    },
  );

  it('for what has no title or name are still a sentence', () => {
    expect(wordsOf('publication.overdue', {}, 1, 'fr').title).toBe(
      'Un post sans titre devait partir, et rien n’a été tenté',
    );
  });
});
