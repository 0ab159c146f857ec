import { settingOf } from '#lib/kernel/config';
import { PLATFORMS } from '#rules/platforms';
import { error, type Finding, ok, reasonOf } from './check.js';

/** Only origins that were configured are called: any answer at all proves that the way there is open. */
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
