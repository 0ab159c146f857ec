import { z } from 'zod';
import type { AdapterIo, ListedEntry, Step, StepIo } from '../kit/adapter.js';
import { tagsIn } from '../kit/article-words.js';
import { networkId } from '../kit/ids.js';
import { parseJson } from '../kit/json.js';
import { requireProgress } from '../kit/progress.js';
import { api, type ApiIo, type Root } from './api.js';
import { termAnswer, termRow, termRows } from './schemas.js';
import { findSite } from './site.js';
import { rootOf } from './start.js';

/** Most rows in one answer. */
const PAGE = 100;
const PAGES = 5;
/** Deepest category that is named with those above it. */
const DEEPEST = 5;
const TAGS = 'tags';
const found = z.object({ ids: z.array(networkId) });
type Term = z.infer<typeof termRow>;

/** The site's categories, each with those above it in its name. @throws PlatformError */
export async function listCategories(io: AdapterIo): Promise<ListedEntry[]> {
  const { root } = await findSite(io);
  const terms: Term[] = [];
  for (let page = 1; page <= PAGES; page++) {
    const rows = await readTerms(io, root, '/wp/v2/categories', { page: String(page), orderby: 'name' });
    terms.push(...rows);
    if (rows.length < PAGE) break;
  }
  const byId = new Map(terms.map((term) => [term.id, term]));
  return terms
    .map((term) => ({ id: term.id, name: pathOf(byId, term) }))
    .sort((one, other) => one.name.localeCompare(other.name));
}

function pathOf(byId: ReadonlyMap<string, Term>, term: Term): string {
  const names = [term.name];
  let above = byId.get(term.parent);
  for (let depth = 1; above && depth < DEEPEST; depth++) {
    names.unshift(above.name);
    above = byId.get(above.parent);
  }
  return names.join(' › ');
}

async function readTerms(
  io: ApiIo,
  root: Root,
  path: string,
  query: Record<string, string>,
): Promise<Term[]> {
  const { data } = await api(io, {
    root,
    method: 'GET',
    path,
    query: { per_page: String(PAGE), _fields: 'id,name,parent', ...query },
    schema: termRows,
    list: true,
  });
  return data;
}

/** Finds the tags by their names, and makes those that the site does not have: one that is there is answered with its id. */
export const tagsStep: Step = {
  name: TAGS,
  kind: 'prepare',
  phase: 'arm',
  effect: 'repeatable',
  run: async (io) => {
    const ids: string[] = [];
    for (const name of tagsIn(io.content)) ids.push(await tagId(io, name));
    return { state: 'done', output: { ids: [...new Set(ids)] } };
  },
};

async function tagId(io: StepIo, name: string): Promise<string> {
  const root = rootOf(io);
  const rows = await readTerms(io, root, '/wp/v2/tags', { search: name });
  const same = rows.find((row) => row.name.toLowerCase() === name.toLowerCase());
  if (same) return same.id;
  const { data } = await api(io, {
    root,
    method: 'POST',
    path: '/wp/v2/tags',
    query: { _fields: 'id' },
    body: { json: { name } },
    schema: termAnswer,
    accepts: ({ status, text }) => status === 400 && exists.safeParse(parseJson(text)).success,
  });
  return data;
}

const exists = z.object({ code: z.literal('term_exists') });

/** Ids of the tags, none where the article has none. @throws PlatformError */
export const tagIds = (io: StepIo): string[] =>
  tagsIn(io.content).length === 0 ? [] : requireProgress(io.progress, TAGS, found).ids;
