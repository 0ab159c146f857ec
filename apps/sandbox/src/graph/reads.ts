import type { Call } from '../core/exchange.js';
import { instantOf } from '../core/clock.js';
import { invalid } from './errors.js';

export type Node = Record<string, unknown>;

/** Top-level names of `fields=a,b{c,d},e`. */
export function fieldNames(fields: string | undefined): string[] {
  if (!fields) return [];
  const flat = fields.replace(/\{[^{}]*\}/g, '').replace(/\{[^{}]*\}/g, '');
  return flat.split(',').map((name) => (name.split('.')[0] ?? '').trim());
}

/** Only the requested fields, and always `id`; an unknown field fails the whole call. */
export function pick(node: Node, call: Call, defaults: string[]): Node {
  const asked = fieldNames(call.params.get('fields'));
  const names = asked.length > 0 ? asked : defaults;
  for (const name of names) {
    if (!(name in node)) throw invalid(`Tried accessing nonexisting field (${name})`);
  }
  const picked = names.filter((name) => node[name] !== undefined).map((name) => [name, node[name]]);
  return { ...Object.fromEntries(picked), id: node.id };
}

/** `limit`, `since`, `until` of a list read. */
export function window(call: Call): { since: number; until: number } {
  const since = call.params.get('since');
  const until = call.params.get('until');
  return {
    since: (since === undefined ? null : instantOf(since)) ?? 0,
    until: (until === undefined ? null : instantOf(until)) ?? Infinity,
  };
}

/**
 * One page of a list, with opaque cursors and a `next` address that includes the token (Graph API, Paginated
 * Results). Clients must continue until `next` is absent.
 */
export function paged<T>(
  call: Call,
  items: Iterable<T>,
  defaultLimit: number,
  keyOf: (item: T) => string,
  toNode: (item: T) => Node,
): Node {
  const limit = Math.min(100, Math.max(1, Number(call.params.get('limit') ?? defaultLimit) || defaultLimit));
  const after = call.params.get('after');
  const data: T[] = [];
  let started = after === undefined;
  let more = false;
  for (const item of items) {
    if (!started) {
      started = cursor(keyOf(item)) === after;
    } else if (data.length === limit) {
      more = true;
      break;
    } else {
      data.push(item);
    }
  }
  const first = data[0];
  const last = data.at(-1);
  if (first === undefined || last === undefined) return { data: [] };
  const cursors = { before: cursor(keyOf(first)), after: cursor(keyOf(last)) };
  const paging = more ? { cursors, next: nextUrl(call, cursors.after) } : { cursors };
  return { data: data.map(toNode), paging };
}

const cursor = (key: string): string => Buffer.from(key).toString('base64url');

function nextUrl(call: Call, after: string): string {
  const url = new URL(call.req.originalUrl, call.origin);
  url.searchParams.set('after', after);
  if (call.token !== null) url.searchParams.set('access_token', call.token);
  return url.toString();
}
