/** Asks until there is an answer. @throws Error when none came in time */
export async function until<T>(
  what: string,
  probe: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  withinMs = 15_000,
): Promise<T> {
  const end = performance.now() + withinMs;
  do {
    const found = await probe();
    if (found !== null && found !== undefined && found !== false) return found;
    await new Promise((wait) => setTimeout(wait, 50));
  } while (performance.now() < end);
  throw new Error(`Waited in vain for ${what}`);
}
