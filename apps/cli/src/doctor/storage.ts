import { type Config, ConfigError, DomainError, errorSentence, loadConfig } from '#lib/kernel';
import { PLATFORMS } from '#rules/platforms';
import { error, type Finding, ok } from './check.js';

/** Checks that a configured bucket can be written and read; the disk is checked with the data folder. */
export async function checkStorage(env: NodeJS.ProcessEnv): Promise<Finding[]> {
  const config = readable(env);
  if (!config?.S3_BUCKET) return [];
  const { MediaStorage } = await import('#lib/media');
  try {
    await new MediaStorage(config).check();
    return [ok('Media', `bucket ${config.S3_BUCKET}, written and read`)];
  } catch (thrown) {
    if (!(thrown instanceof DomainError)) throw thrown;
    const sentence = errorSentence(thrown.code, 'en', thrown.params);
    return [error('Media', sentence, 'Put the S3_ settings right, then run doctor again')];
  }
}

/** Null for invalid settings, which are reported elsewhere. */
function readable(env: NodeJS.ProcessEnv): Config | null {
  try {
    return loadConfig(env, PLATFORMS);
  } catch (thrown) {
    if (thrown instanceof ConfigError) return null;
    throw thrown;
  }
}
