import { settingOf } from '#lib/kernel/config';
import { PLATFORMS } from '#rules/platforms';
import { error, type Finding, ok, reasonOf } from './check.js';

/** Calls configured origins only; any answer proves that they can be reached. */
export async function checkNetworks(env: NodeJS.ProcessEnv): Promise<Finding[]> {
  const configured = PLATFORMS.flatMap((platform) => {
    const setting = settingOf(platform, 'API_ORIGIN');
    const origin = env[setting];
    return origin ? [{ name: platform.toUpperCase(), setting, origin }] : [];
  });
  return Promise.all(
    configured.map(async ({ name, setting, origin }) => {
      try {
        await fetch(origin, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(5000) });
        return ok(name, `${origin} answers`);
      } catch (thrown) {
        const reason = reasonOf((thrown as { cause?: unknown }).cause ?? thrown);
        return error(name, `${origin}: ${reason}`, `Check ${setting} and the firewall`);
      }
    }),
  );
}
