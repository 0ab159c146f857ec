import { Client } from 'pg';
import type { Captured } from './captured.js';
import { GROWING } from './year.js';

/** Constraints, and rights over history that only grows. */
const REFUSED = /^(?:23|42501)/u;

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Plan Rows': number;
  'Total Cost': number;
  /** Only where it was run. */
  'Actual Rows'?: number;
  'Actual Loops'?: number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: Plan[];
}

export interface Verdict {
  sql: string;
  values: unknown[];
  /** Growing tables that were read from beginning to end. */
  scanned: string[];
  /** The same, of the plan that a connection would keep for whatever values come later. */
  keptScans: string[];
  /** Rows of growing tables that were read, looked at and left included. */
  read: number;
  ms: number;
}

const growing = (name: string | undefined): name is string =>
  name !== undefined && (GROWING as readonly string[]).includes(name);

/** Bitmaps name the table twice: once when it is looked up, once when it is read. */
const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];

function judgePlan(plan: Plan): Pick<Verdict, 'scanned' | 'read'> {
  const reading = nodes(plan).filter(
    (node) => growing(node['Relation Name']) && / Scan$/.test(node['Node Type']),
  );
  return {
    scanned: reading
      .filter((node) => node['Node Type'] === 'Seq Scan' && node['Actual Loops'] !== 0)
      .map((node) => node['Relation Name'] ?? ''),
    read: reading.reduce(
      (sum, node) =>
        sum +
        (node['Actual Loops'] ?? 1) *
          ((node['Actual Rows'] ?? node['Plan Rows']) +
            (node['Rows Removed by Filter'] ?? 0) +
            (node['Rows Removed by Index Recheck'] ?? 0)),
      0,
    ),
  };
}

/** Runs each statement for its plan, as whoever sent it, and takes back what it wrote. */
export async function judge(url: string, statements: readonly Captured[]): Promise<Verdict[]> {
  const sessions = new Map<string, Client>();
  const verdicts: Verdict[] = [];
  try {
    for (const { sql, values, options, organisationId } of statements) {
      const key = options ?? '';
      const client = sessions.get(key) ?? (await connect(url, key));
      sessions.set(key, client);
      const explained = await explain(client, { sql, values, organisationId }, 'ANALYZE').catch(
        (error: unknown) => {
          // What was written once cannot be written again, and what was deleted is gone: the planner's own figures do.
          if (!REFUSED.test((error as { code?: string }).code ?? '')) throw error;
          return explain(client, { sql, values, organisationId });
        },
      );
      const keptScans = await keptPlanScans(client, { sql, organisationId }, explained);
      for (const { plan, ms } of explained) verdicts.push({ sql, values, ms, keptScans, ...judgePlan(plan) });
    }
  } finally {
    await Promise.all([...sessions.values()].map((client) => client.end()));
  }
  return verdicts;
}

/** What planning is worth to the server when it compares a kept plan with a new one, in units of its costs. */
const planningCost = (plan: Plan): number => 2.5 * (nodes(plan).length + 1);

/** @returns the growing tables that the kept plan reads through, where the server would take it instead of planning anew */
async function keptPlanScans(
  client: Client,
  statement: Pick<Captured, 'sql' | 'organisationId'>,
  explained: readonly { plan: Plan }[],
): Promise<string[]> {
  const [kept] = await explain(client, { ...statement, values: null }, 'GENERIC_PLAN');
  const dearest = Math.max(...explained.map(({ plan }) => plan['Total Cost'] + planningCost(plan)));
  return kept && kept.plan['Total Cost'] < dearest ? judgePlan(kept.plan).scanned : [];
}

async function explain(
  client: Client,
  { sql, values, organisationId }: Pick<Captured, 'sql' | 'organisationId'> & { values: unknown[] | null },
  ...options: string[]
): Promise<{ plan: Plan; ms: number }[]> {
  await client.query('BEGIN');
  try {
    await client.query(`SELECT set_config('lineup.organisation_id', $1, true)`, [organisationId ?? '']);
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan; 'Execution Time'?: number }] }>(
      `EXPLAIN (${[...options, 'FORMAT JSON'].join(', ')}) ${sql}`,
      values ?? undefined,
    );
    return rows.map((row) => ({
      plan: row['QUERY PLAN'][0].Plan,
      ms: row['QUERY PLAN'][0]['Execution Time'] ?? 0,
    }));
  } finally {
    await client.query('ROLLBACK');
  }
}

async function connect(url: string, options: string): Promise<Client> {
  const client = new Client({ connectionString: url, options });
  await client.connect();
  return client;
}
