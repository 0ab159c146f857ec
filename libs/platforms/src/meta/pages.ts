import { z } from 'zod';
import type { Credential } from '../kit/adapter.js';
import { asNobody } from '../kit/consent-page.js';
import type { ConsentIo } from '../kit/consent.js';
import { accessToken } from '../kit/expiry.js';
import { networkId } from '../kit/ids.js';
import { segment } from '../kit/segment.js';
import { PlatformError } from '../kit/platform-error.js';
import type { FailureTable } from './errors.js';
import { graph } from './graph.js';

const picture = z
  .object({ data: z.object({ url: z.string() }) })
  .transform(({ data }) => data.url)
  .nullable()
  .catch(null);

const professional = z
  .object({
    id: networkId,
    username: z.string(),
    name: z.string().optional().catch(undefined),
    profile_picture_url: z.string().nullable().catch(null),
  })
  .optional()
  .catch(undefined);

const page = z.object({
  id: networkId,
  name: z.string(),
  username: z.string().optional().catch(undefined),
  /** Missing where the person has no role with a token. */
  access_token: accessToken.optional().catch(undefined),
  tasks: z.array(z.string()).catch([]),
  picture,
  instagram_business_account: professional,
});
export type Page = z.infer<typeof page>;

const business = z.object({ id: networkId });
const paged = <T>(row: z.ZodType<T>) =>
  z.object({
    data: z.array(row),
    paging: z
      .object({ cursors: z.object({ after: z.string() }), next: z.string().optional() })
      .optional()
      .catch(undefined),
  });

const FIELDS =
  'id,name,username,access_token,tasks,picture,instagram_business_account{id,username,name,profile_picture_url}';
/** Most pages of a list that are read: a hundred rows each. */
const MOST = 20;

/** Asked for beside the rights that are needed: without it the pages of a business portfolio are not listed. */
export const PORTFOLIO = 'business_management';

/**
 * The pages that a person has a role on, each once. Those of a business portfolio are missing in the first list.
 * Source: Meta, Pages API, and the user's accounts and businesses.
 * @throws PlatformError
 */
export async function pagesOf(io: ConsentIo, credential: Credential, codes: FailureTable): Promise<Page[]> {
  const read = <T>(path: string, fields: string, row: z.ZodType<T>) =>
    wholeList(io, credential, codes, path, fields, row);
  const found = await read('/me/accounts', FIELDS, page);
  for (const { id } of await read('/me/businesses', 'id', business).catch(withoutRight)) {
    for (const edge of ['owned_pages', 'client_pages']) {
      found.push(...(await read(`/${segment(id)}/${edge}`, FIELDS, page).catch(withoutRight)));
    }
  }
  // A page in several lists: the row with a token, else the first.
  const byId = new Map<string, Page>();
  for (const one of found) if (!byId.get(one.id)?.access_token) byId.set(one.id, one);
  return [...byId.values()];
}

/** The person may leave the right out, or have none in a portfolio: then nothing is listed there. */
function withoutRight(error: unknown): [] {
  if (error instanceof PlatformError && error.detail.hint === 'missing_permission') return [];
  throw error;
}

async function wholeList<T>(
  io: ConsentIo,
  credential: Credential,
  codes: FailureTable,
  path: string,
  fields: string,
  row: z.ZodType<T>,
): Promise<T[]> {
  const rows: T[] = [];
  let after: string | undefined;
  for (let n = 0; n < MOST; n++) {
    const params = { fields, limit: '100', ...(after ? { after } : {}) };
    const rules = { method: 'GET', path, params, schema: paged(row), list: true } as const;
    const { data } = await graph(asNobody(io, credential), rules, codes);
    rows.push(...data.data);
    after = data.paging?.next ? data.paging.cursors.after : undefined;
    if (!after) break;
  }
  return rows;
}

/** Tasks of which one lets a person publish. Source: Meta, Pages API, tasks. */
const PUBLISHES = ['CREATE_CONTENT', 'MANAGE'];

/** Why a page cannot be published on with this person's role; nothing when it can. */
export const obstacleOf = ({ access_token: token, tasks }: Page): { obstacle?: 'role' } =>
  token && (tasks.length === 0 || tasks.some((task) => PUBLISHES.includes(task))) ? {} : { obstacle: 'role' };
