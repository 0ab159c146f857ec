import { error, type Finding, ok, reasonOf } from './check.js';

const NETWORKS = ['FACEBOOK', 'INSTAGRAM', 'LINKEDIN', 'TIKTOK'] as const;

/** Only origins that were configured are called: any answer at all proves that the way there is open. */
export async function checkNetworks(env: NodeJS.ProcessEnv): Promise<Finding[]> {
  const configured = NETWORKS.flatMap((network) => {
    const origin = env[`${network}_API_ORIGIN`];
    return origin ? [{ network, origin }] : [];
  });
  return Promise.all(
    configured.map(async ({ network, origin }) => {
      try {
        await fetch(origin, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(5000) });
        return ok(network, `${origin} answers`);
      } catch (thrown) {
        const reason = reasonOf((thrown as { cause?: unknown }).cause ?? thrown);
        return error(network, `${origin}: ${reason}`, `Check ${network}_API_ORIGIN and the firewall`);
      }
    }),
  );
}
