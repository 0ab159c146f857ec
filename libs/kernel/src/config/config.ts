import { z } from 'zod';
import { Secret } from '../secret.js';
import { databaseSignIn, type SessionRole, signedInAs } from './database-sign-in.js';
import { configSchema, type Environment } from './config.schema.js';
import { type PlatformConfig, platformConfig, platformSchema } from './platform-settings.js';

export * from './database-sign-in.js';
export { type PlatformConfig, settingOf, settingsShape } from './platform-settings.js';

/** The settings as the program uses them: validated once, typed, secrets wrapped. */
export interface Config extends Omit<
  Environment,
  | 'LINEUP_SECRET'
  | 'LINEUP_SECRET_PREVIOUS'
  | 'METRICS_TOKEN'
  | 'PUBLIC_URL'
  | 'S3_SECRET_ACCESS_KEY'
  | 'SMTP_URL'
> {
  PUBLIC_URL: string;
  /** Address of the database as the owner, who migrates; the processes do not sign in with it. */
  DATABASE_URL: string;
  /** The same database for `lineup_app`: one organisation at a time. */
  DATABASE_APP_URL: string;
  /** The same database for `lineup_engine`: dispatch, sign-in, the queue, notifications. */
  DATABASE_ENGINE_URL: string;
  LINEUP_HOME: string;
  LINEUP_SECRET: Secret<string>;
  LINEUP_SECRET_PREVIOUS: Secret<string> | null;
  METRICS_TOKEN: Secret<string> | null;
  S3_SECRET_ACCESS_KEY: Secret<string> | null;
  /** Includes the mail server's password. */
  SMTP_URL: Secret<string> | null;
  /** Settings of each network, by its name. */
  platforms: Readonly<Record<string, PlatformConfig>>;
}

const secret = (text: string | undefined): Secret<string> | null => (text ? new Secret(text) : null);

/** Injection token of the configuration. */
export const CONFIG = Symbol('lineup.config');

/** All errors in the settings, one readable line each. */
export class ConfigError extends Error {
  constructor(readonly lines: string[]) {
    super(`The configuration is not usable:\n${lines.map((line) => `  - ${line}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/** Settings of Lineup itself and of the named networks. */
export interface Settings extends Environment {
  platforms: Record<string, PlatformConfig>;
}

/**
 * Reads and validates the environment. Empty values count as absent.
 * @param platforms names of the networks; the kernel knows none itself
 * @throws ConfigError
 */
export function readEnvironment(
  env: Record<string, string | undefined>,
  platforms: readonly string[],
): Settings {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const own = configSchema.safeParse(present);
  const theirs = platformSchema(platforms).safeParse(present);
  if (own.success && theirs.success) {
    const { data } = theirs;
    return {
      ...own.data,
      platforms: Object.fromEntries(platforms.map((name) => [name, platformConfig(name, data)])),
    };
  }
  throw new ConfigError(
    [own, theirs]
      .flatMap(({ error }): z.core.$ZodIssue[] => error?.issues ?? [])
      .map((issue) => `${issue.path.join('.')}: ${issue.message}`),
  );
}

/**
 * The configuration of a server process, which needs the database, the home and the key (`lineup start` provides all
 * three on a single machine).
 * @param platforms as in `readEnvironment`
 * @throws ConfigError
 */
export function loadConfig(env: Record<string, string | undefined>, platforms: readonly string[]): Config {
  const e = readEnvironment(env, platforms);
  const missing = (['DATABASE_URL', 'LINEUP_HOME', 'LINEUP_SECRET'] as const).filter((key) => !e[key]);
  if (e.LINEUP_FAILPOINT && e.NODE_ENV === 'production') {
    throw new ConfigError(['LINEUP_FAILPOINT: never in production']);
  }
  if (missing.length > 0) {
    throw new ConfigError(
      missing.map((key) => `${key}: required by a server process (npm start provides it by itself)`),
    );
  }
  if (e.SMTP_URL && !e.MAIL_FROM) {
    throw new ConfigError(['MAIL_FROM: required with SMTP_URL, as Lineup <lineup@example.org>']);
  }
  const demonstration = demonstrationLines(e);
  if (demonstration.length > 0) throw new ConfigError(demonstration);
  const signedIn = (role: SessionRole): string =>
    signedInAs(e.DATABASE_URL as string, databaseSignIn(e.LINEUP_SECRET as string, role));
  const storage = storageLines(e);
  if (storage.length > 0) throw new ConfigError(storage);
  return {
    ...e,
    PUBLIC_URL: (e.PUBLIC_URL ?? `http://localhost:${e.PORT}`).replace(/\/$/, ''),
    DATABASE_URL: e.DATABASE_URL as string,
    DATABASE_APP_URL: signedIn('lineup_app'),
    DATABASE_ENGINE_URL: signedIn('lineup_engine'),
    LINEUP_HOME: e.LINEUP_HOME as string,
    LINEUP_SECRET: new Secret(e.LINEUP_SECRET as string),
    LINEUP_SECRET_PREVIOUS: secret(e.LINEUP_SECRET_PREVIOUS),
    METRICS_TOKEN: secret(e.METRICS_TOKEN),
    S3_SECRET_ACCESS_KEY: secret(e.S3_SECRET_ACCESS_KEY),
    SMTP_URL: secret(e.SMTP_URL),
  };
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/u;

/**
 * Errors in demonstration settings, one line each. The sandbox replaces the networks, and its people have a printed
 * password, so it must not run beside real content or be reachable by others.
 */
export function demonstrationLines(
  e: Pick<Environment, 'NODE_ENV' | 'SANDBOX_ORIGIN' | 'DATABASE_EMBEDDED' | 'HOST' | 'DEMONSTRATION'>,
): string[] {
  if (!e.SANDBOX_ORIGIN || e.NODE_ENV !== 'production') return [];
  if (!e.DATABASE_EMBEDDED) {
    return ['SANDBOX_ORIGIN: only for the demonstration of npm start; never with a database of your own'];
  }
  if (!LOOPBACK.test(e.HOST) && e.DEMONSTRATION !== 'network') {
    return [
      `HOST: ${e.HOST} lets others reach a demonstration whose password is printed; DEMONSTRATION=network if that is meant, off for none`,
    ];
  }
  return [];
}

/** The settings of a bucket must be complete or absent. */
function storageLines(e: Environment): string[] {
  const keys = ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;
  if (e.S3_BUCKET) {
    return keys
      .filter((key) => !e[key])
      .map((key) => `${key}: required with S3_BUCKET, from whoever runs the storage`);
  }
  const alone = ([...keys, 'S3_ENDPOINT'] as const).find((key) => e[key]);
  return alone ? [`S3_BUCKET: required with ${alone}; without it, media are kept on disk`] : [];
}
