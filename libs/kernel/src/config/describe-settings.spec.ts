import { describe, expect, it } from '@jest/globals';
import { loadConfig } from './config.js';
import { describeSettings } from './describe-settings.js';
import { settingsShape } from './platform-settings.js';

const HUSH = 'hush-hush-hush-hush-hush-hush-hush';
/** A network, as whoever composes a process names those there are. */
const PLATFORMS = ['murmur'];
const config = (more: Record<string, string> = {}) =>
  loadConfig(
    {
      DATABASE_URL: `postgres://owner:${HUSH}@db.internal:5432/lineup?sslmode=require`,
      LINEUP_HOME: '/var/lib/lineup',
      LINEUP_SECRET: HUSH,
      ...more,
    },
    PLATFORMS,
  );

describe('the settings in the start line', () => {
  it('are those that differ from their defaults, addresses without who signs in there', () => {
    expect(
      describeSettings(
        config({
          DATABASE_POOL: '24',
          HOST: '127.0.0.1',
          REDIS_URL: `redis://:${HUSH}@r:6379`,
          MURMUR_API_ORIGIN: 'https://murmur.example/v1?key=1',
          MURMUR_CLIENT_SECRET: HUSH,
        }),
      ),
    ).toEqual({
      DATABASE_URL: 'postgres://db.internal:5432/lineup',
      DATABASE_POOL: 24,
      LINEUP_HOME: '/var/lib/lineup',
      LINEUP_SECRET: '[set]',
      PUBLIC_URL: 'http://localhost:3000',
      REDIS_URL: 'redis://r:6379',
      MURMUR_API_ORIGIN: 'https://murmur.example/v1',
      MURMUR_CLIENT_SECRET: '[set]',
    });
  });

  it('hold no secret, whichever is set', () => {
    const words = Object.keys(settingsShape(PLATFORMS)).filter((name) =>
      /SECRET|TOKEN|ACCESS_KEY/u.test(name),
    );
    const set = Object.fromEntries(words.map((name) => [name, HUSH]));
    const line = JSON.stringify(
      describeSettings(
        config({ ...set, S3_BUCKET: 'b', SMTP_URL: `smtp://me:${HUSH}@mail:25`, MAIL_FROM: 'a@b.example' }),
      ),
    );
    expect(line).not.toContain(HUSH);
    expect(line).not.toContain(encodeURIComponent(HUSH));
  });
});
