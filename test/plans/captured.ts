import { createHash } from 'node:crypto';
import { Client } from 'pg';

/** A statement as a process sent it, and what it was sent with. */
export interface Captured {
  sql: string;
  values: unknown[];
  /** Under which role and organisation it ran. */
  options: string | undefined;
  organisationId: string | null;
}

/** Sets of values kept of each statement: the first asks for nothing special, later ones page and filter. */
const KEPT_EACH = 6;
/** What takes no plan, or belongs to the server's own catalogue. */
const PLANNED = /^\s*(?:SELECT|WITH|INSERT|UPDATE|DELETE)\b/iu;
const IN_FORCE = /^SELECT set_config\('lineup\.organisation_id'/u;
/** The queue's own tables hold what is on its way, and nothing of the year. */
const QUEUE = 'lineup-queue';

/** Notes every statement that this process sends to PostgreSQL, whichever library sends it. @returns what was sent since it was cleared */
export function captureStatements(): { statements: () => Captured[]; clear: () => void; end: () => void } {
  const kept = new Map<string, Map<string, Captured>>();
  const inForce = new WeakMap<Client, string>();
  const original = Client.prototype.query as (...args: unknown[]) => unknown;
  Client.prototype.query = function (
    this: Client & { connectionParameters?: ConnectionParameters },
    ...args: unknown[]
  ) {
    const [first, second] = args as [unknown, unknown];
    const asked = typeof first === 'object' && first ? (first as { text?: unknown; values?: unknown }) : null;
    const sql = typeof first === 'string' ? first : asked?.text;
    const values = Array.isArray(second) ? second : Array.isArray(asked?.values) ? asked.values : [];
    const { options, application_name: name } = this.connectionParameters ?? {};
    if (typeof sql === 'string' && name !== QUEUE && options) {
      if (IN_FORCE.test(sql)) {
        inForce.set(this, String(values[0]));
      } else if (PLANNED.test(sql)) {
        const sets = kept.get(sql) ?? new Map<string, Captured>();
        kept.set(sql, sets);
        const key = createHash('sha1').update(JSON.stringify(values)).digest('hex');
        if (sets.size < KEPT_EACH) {
          sets.set(key, { sql, values, options, organisationId: inForce.get(this) ?? null });
        }
      }
    }
    return original.apply(this, args);
  } as typeof Client.prototype.query;
  return {
    statements: () => [...kept.values()].flatMap((sets) => [...sets.values()]),
    clear: () => kept.clear(),
    end: () => {
      Client.prototype.query = original as typeof Client.prototype.query;
    },
  };
}

interface ConnectionParameters {
  options?: string;
  application_name?: string;
}
