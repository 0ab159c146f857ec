import { describe, expect, it } from '@jest/globals';
import { inspect } from 'node:util';
import { Secret } from '../secret.js';
import { ConfigError, loadConfig } from './config.js';

const LEAST = {
  DATABASE_URL: 'postgres://someone:hush@127.0.0.1:5432/lineup',
  LINEUP_HOME: '/var/lib/lineup',
  LINEUP_SECRET: 'a-secret-of-more-than-32-characters',
};

/** A network, as whoever composes a process names those there are. */
const PLATFORMS = ['murmur'];

const linesOf = (env: Record<string, string>): string[] => {
  try {
    loadConfig(env, PLATFORMS);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.lines;
    throw error;
  }
};

describe('loadConfig', () => {
  it('fills in what is not said', () => {
    expect(loadConfig(LEAST, [])).toMatchObject({
      NODE_ENV: 'production',
      PORT: 3000,
      HOST: '127.0.0.1',
      PUBLIC_URL: 'http://localhost:3000',
      LEASE_SECONDS: 30,
    });
  });

  it('takes an empty variable for an absent one', () => {
    expect(loadConfig({ ...LEAST, PORT: '', REDIS_URL: '' }, [])).toMatchObject({ PORT: 3000 });
  });

  it('lists everything that is wrong at once', () => {
    expect(
      linesOf({ ...LEAST, PORT: 'abc', REDIS_URL: 'http://x', LINEUP_SECRET: 'short' }).map(
        (l) => l.split(':')[0],
      ),
    ).toEqual(['PORT', 'REDIS_URL', 'LINEUP_SECRET']);
  });

  it('reads the settings of the networks that it is told of, and says which of them is wrong', () => {
    const env = {
      ...LEAST,
      MURMUR_API_ORIGIN: 'https://murmur.example',
      MURMUR_CLIENT_SECRET: 'hush-hush',
      OTHER_API_ORIGIN: 'of no network',
    };
    const { platforms } = loadConfig(env, PLATFORMS);
    expect(platforms).toEqual({
      murmur: { origin: 'https://murmur.example', clientSecret: expect.any(Secret) as unknown },
    });
    expect(inspect(platforms, { depth: 9 })).not.toContain('hush-hush');
    expect(linesOf({ ...env, MURMUR_API_ORIGIN: 'murmur', PORT: 'abc' }).map((l) => l.split(':')[0])).toEqual(
      ['PORT', 'MURMUR_API_ORIGIN'],
    );
  });

  it('says what a server process cannot do without', () => {
    expect(linesOf({}).map((line) => line.split(':')[0])).toEqual(Object.keys(LEAST));
  });

  it('takes a bucket with its keys, and neither without the other', () => {
    const bucket = { ...LEAST, S3_BUCKET: 'media' };
    expect(linesOf(bucket).map((line) => line.split(':')[0])).toEqual([
      'S3_ACCESS_KEY_ID',
      'S3_SECRET_ACCESS_KEY',
    ]);
    expect(linesOf({ ...LEAST, S3_ENDPOINT: 'http://127.0.0.1:9000' })).toEqual([
      'S3_BUCKET: required with S3_ENDPOINT; without it, media are kept on disk',
    ]);
    const whole = loadConfig({ ...bucket, S3_ACCESS_KEY_ID: 'key', S3_SECRET_ACCESS_KEY: 'hush-hush' }, []);
    expect(inspect(whole, { depth: 9 })).not.toContain('hush-hush');
  });

  it('keeps secrets from being printed', () => {
    const { LINEUP_SECRET } = loadConfig({ ...LEAST, METRICS_TOKEN: 'token-of-the-metrics' }, []);
    expect(inspect({ LINEUP_SECRET }, { depth: 9 })).toBe('{ LINEUP_SECRET: [secret] }');
  });
});

describe('a demonstration', () => {
  const sandbox = { ...LEAST, SANDBOX_ORIGIN: 'http://127.0.0.1:3100' };
  const named = (env: Record<string, string>) => linesOf(env).map((line) => line.split(':')[0]);

  it('never stands beside a database of one’s own', () => {
    expect(named(sandbox)).toEqual(['SANDBOX_ORIGIN']);
    expect(named({ ...sandbox, DATABASE_EMBEDDED: 'true' })).toEqual([]);
    expect(named({ ...sandbox, NODE_ENV: 'test' })).toEqual([]);
  });

  it.each(['0.0.0.0', '::', '192.168.1.10', 'lineup.test'])(
    'is not open to others on %s unless asked',
    (HOST) => {
      const open = { ...sandbox, DATABASE_EMBEDDED: 'true', HOST };
      expect(named(open)).toEqual(['HOST']);
      expect(named({ ...open, DEMONSTRATION: 'network' })).toEqual([]);
    },
  );

  it.each(['127.0.0.1', '127.0.0.53', '::1', 'localhost'])('is on %s', (HOST) => {
    expect(named({ ...sandbox, DATABASE_EMBEDDED: 'true', HOST })).toEqual([]);
  });
});
