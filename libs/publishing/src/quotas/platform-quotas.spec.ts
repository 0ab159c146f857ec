import { loadConfig } from '#lib/kernel';
import { PlatformQuotas } from './platform-quotas.js';

const quotas = (QUOTAS: string): PlatformQuotas =>
  new PlatformQuotas(
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

describe('the quotas of the platforms', () => {
  it('holds what networks publish, unless another number was granted', () => {
    expect(quotas('').of('tiktok')).toEqual([expect.objectContaining({ name: 'posts', limit: 15 })]);
    const granted = quotas('tiktok.posts=25, linkedin.app-posts=500');
    expect(granted.of('tiktok')[0]?.limit).toBe(25);
    expect(granted.of('linkedin').map(({ limit }) => limit)).toEqual([150, 500]);
  });

  it('asks of a post only what its type draws on', () => {
    expect(
      quotas('')
        .forType('facebook', 'video')
        .map(({ name }) => name),
    ).toEqual(['reels']);
    expect(quotas('').forType('facebook', 'text')).toEqual([]);
  });

  it('does not start with a quota that no network has, and names those there are', () => {
    expect(() => quotas('tiktok.reels=5')).toThrow(
      /QUOTAS: no quota tiktok\.reels; there are facebook\.reels/,
    );
    expect(() => quotas('tiktok.posts=many')).toThrow(/QUOTAS: must be numbers by quota/);
  });
});
