/** Ends what the set-up started. */
export default async function globalTeardown() {
  await Promise.all((globalThis.lineupServers ?? []).map((server) => server.stop()));
}
