import { ConfigError, demonstrationLines, readEnvironment, settingOf } from '#lib/kernel/config';
import { PLATFORMS } from '#rules/platforms';

export interface Plan {
  port: number;
  host: string;
  /** The embedded database, because DATABASE_URL is not set. */
  embedded: boolean;
  /** The sandbox instead of the networks, with example content. */
  demonstration: boolean;
  /** PUBLIC_URL, when it is set: then another port would not work. */
  publicUrl: string | null;
}

/** What `lineup start` will run, from the environment. @throws ConfigError with all errors in it */
export function planStart(env: NodeJS.ProcessEnv): Plan {
  const settings = readEnvironment(env, PLATFORMS);
  const embedded = !settings.DATABASE_URL;
  if (embedded && settings.NODE_ENV === 'production' && settings.SANDBOX_ORIGIN) {
    throw new ConfigError(['SANDBOX_ORIGIN: lineup start brings its own sandbox; leave it unset']);
  }
  const demonstration =
    embedded &&
    settings.DEMONSTRATION !== 'off' &&
    Object.values(settings.platforms).every(({ origin }) => !origin);
  const wrong = demonstrationLines({
    ...settings,
    DATABASE_EMBEDDED: embedded,
    SANDBOX_ORIGIN: demonstration ? 'http://127.0.0.1' : settings.SANDBOX_ORIGIN,
  });
  if (wrong.length > 0) throw new ConfigError(wrong);
  return {
    port: settings.PORT,
    host: settings.HOST,
    embedded,
    demonstration,
    publicUrl: settings.PUBLIC_URL ?? null,
  };
}

/** Sends every network's requests to the sandbox, each under its own prefix. */
export const sandboxOrigins = (origin: string): Record<string, string> => ({
  SANDBOX_ORIGIN: origin,
  // The sandbox hides a new post for a second; real networks may take minutes.
  VISIBILITY_DELAY_MS: '3000',
  ...Object.fromEntries(
    PLATFORMS.flatMap((platform) => [
      [settingOf(platform, 'API_ORIGIN'), `${origin}/${platform}`],
      // The sandbox's consent pages know every application.
      [settingOf(platform, 'CLIENT_ID'), 'lineup'],
      [settingOf(platform, 'CLIENT_SECRET'), 'sandbox'],
    ]),
  ),
});
