import { loadConfig } from '#lib/kernel';
import { QuotaBook } from './quota-book.js';

const book = (QUOTAS: string): QuotaBook =>
  new QuotaBook(
    loadConfig(
      {
        NODE_ENV: 'test',
        DATABASE_URL: 'postgres://nobody@127.0.0.1/none',
        LINEUP_HOME: '/nowhere',
        LINEUP_SECRET: 'x'.repeat(32),
        QUOTAS,
      },
      [],
    ),
  );

describe('the book of quotas', () => {
  it('holds what networks publish, unless another number was granted', () => {
    expect(book('').of('tiktok')).toEqual([expect.objectContaining({ name: 'posts', limit: 15 })]);
    const granted = book('tiktok.posts=25, linkedin.app-posts=500');
    expect(granted.of('tiktok')[0]?.limit).toBe(25);
    expect(granted.of('linkedin').map(({ limit }) => limit)).toEqual([150, 500]);
  });

  it('asks of a post only what its type draws on', () => {
    expect(
      book('')
        .drawnBy('facebook', 'video')
        .map(({ name }) => name),
    ).toEqual(['reels']);
    expect(book('').drawnBy('facebook', 'text')).toEqual([]);
  });

  it('does not start with a quota that no network has, and names those there are', () => {
    expect(() => book('tiktok.reels=5')).toThrow(/QUOTAS: no quota tiktok\.reels; there are facebook\.reels/);
    expect(() => book('tiktok.posts=many')).toThrow(/QUOTAS: must be numbers by quota/);
  });
});
