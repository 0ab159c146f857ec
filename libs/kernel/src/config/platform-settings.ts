import { z } from 'zod';
import { Secret } from '../secret.js';
import { configSchema, url } from './config.schema.js';

/** Settings of each network: where its API is, and this installation's application. */
const OWN = {
  API_ORIGIN: url('http:', 'https:').optional(),
  API_VERSION: z.string().optional(),
  CLIENT_ID: z
    .string()
    .optional()
    .describe(
      'Id of your application at that network: accounts are connected, and accesses renewed, with it',
    ),
  CLIENT_SECRET: z.string().optional().describe('The secret of that application'),
};
type Own = keyof typeof OWN;

/** Settings of one network; only those that were given. */
export interface PlatformConfig {
  origin?: string | undefined;
  version?: string | undefined;
  clientId?: string | undefined;
  clientSecret: Secret<string> | null;
}

/** Name of a network's setting, e.g. `FACEBOOK_API_ORIGIN`. */
export const settingOf = (platform: string, setting: Own): string => `${platform.toUpperCase()}_${setting}`;

const shapeOf = (platform: string): Record<string, z.ZodType<string | undefined>> =>
  Object.fromEntries(
    Object.entries(OWN).map(([setting, schema]) => [settingOf(platform, setting as Own), schema]),
  );

/** Settings of the given networks; the kernel knows none itself. */
export const platformSchema = (
  platforms: readonly string[],
): z.ZodObject<Record<string, z.ZodType<string | undefined>>> =>
  z.object(Object.assign({}, ...platforms.map(shapeOf)) as ReturnType<typeof shapeOf>);

/** Every setting in the order of README's table: those of networks before the last. */
export function settingsShape(platforms: readonly string[]): Record<string, z.ZodType> {
  const { SECURE_COOKIES, ...shape } = configSchema.shape;
  return { ...shape, ...platformSchema(platforms).shape, SECURE_COOKIES };
}

/** The settings of one network in the program's form. */
export function platformConfig(
  platform: string,
  set: Readonly<Record<string, string | undefined>>,
): PlatformConfig {
  const clientSecret = set[settingOf(platform, 'CLIENT_SECRET')];
  return {
    origin: set[settingOf(platform, 'API_ORIGIN')],
    version: set[settingOf(platform, 'API_VERSION')],
    clientId: set[settingOf(platform, 'CLIENT_ID')],
    clientSecret: clientSecret ? new Secret(clientSecret) : null,
  };
}

/** The same by the names of the settings, for logs. */
export const namedSettings = (platform: string, config: PlatformConfig): Record<string, unknown> => ({
  [settingOf(platform, 'API_ORIGIN')]: config.origin,
  [settingOf(platform, 'API_VERSION')]: config.version,
  [settingOf(platform, 'CLIENT_ID')]: config.clientId,
  [settingOf(platform, 'CLIENT_SECRET')]: config.clientSecret,
});
