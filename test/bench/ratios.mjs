// How figures are made comparable on a shared machine: contender and rivals in turns, in one run; ratios within a round.

export const percentile = (values, p) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil((p / 100) * sorted.length) - 1))];
};

export const median = (values) => percentile(values, 50);

/** @returns median, least and greatest, rounded for reading */
export function spread(values) {
  const round = (n) => Math.round(n * 1000) / 1000;
  return { ratio: round(median(values)), min: round(Math.min(...values)), max: round(Math.max(...values)) };
}

/**
 * Runs everyone once a round, in the same order, and forgets the first round.
 * @param {Record<string, () => Promise<object>>} contenders
 * @returns {Promise<Record<string, object>[]>} a result a contender, for each round that counts
 */
export async function takeTurns(contenders, rounds) {
  const results = [];
  for (let round = 0; round <= rounds; round++) {
    const result = {};
    for (const [name, run] of Object.entries(contenders)) result[name] = await run();
    process.stderr.write(`${round === 0 ? 'warm-up' : `round ${round}`}: ${JSON.stringify(result)}\n`);
    if (round > 0) results.push(result);
  }
  return results;
}
