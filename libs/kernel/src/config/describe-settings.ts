import { Secret } from '../secret.js';
import type { Config } from './config.js';
import { configSchema } from './config.schema.js';
import { namedSettings, settingsShape } from './platform-settings.js';

/** Names of settings that must not be logged although they are not a Secret. */
const HIDDEN = /SECRET|TOKEN|PASSWORD|ACCESS_KEY/u;
const ADDRESS = /^[a-z]+:\/\//u;

/** An address without user, password and query. */
function withoutSecrets(address: string): string {
  if (!URL.canParse(address)) return '[address]';
  const url = new URL(address);
  url.username = '';
  url.password = '';
  url.search = '';
  url.hash = '';
  return url.href.replace(/\/$/u, '');
}

function shown(name: string, value: unknown): unknown {
  if (value instanceof Secret || HIDDEN.test(name)) return '[set]';
  return typeof value === 'string' && ADDRESS.test(value) ? withoutSecrets(value) : value;
}

/** The settings that differ from their defaults, for logs: addresses without passwords, secrets as `[set]`. */
export function describeSettings(config: Config): Record<string, unknown> {
  const usual = configSchema.parse({}) as Record<string, unknown>;
  const { platforms, ...own } = config;
  const ofPlatforms = Object.entries(platforms).map(([name, its]) => namedSettings(name, its));
  const set: Record<string, unknown> = Object.assign({ ...own }, ...ofPlatforms);
  const names = Object.keys(settingsShape(Object.keys(platforms)));
  return Object.fromEntries(
    names
      .filter((name) => set[name] !== undefined && set[name] !== null)
      .filter((name) => JSON.stringify(set[name]) !== JSON.stringify(usual[name]))
      .map((name) => [name, shown(name, set[name])]),
  );
}
