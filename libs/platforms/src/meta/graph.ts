import { z } from 'zod';
import type { AdapterIo } from '../kit/adapter.js';
import { call, type Answer } from '../kit/call.js';
import type { PlatformRequest, StreamedBytes } from '../kit/http.js';
import { networkId } from '../kit/ids.js';
import { graphFailure, type FailureTable } from './errors.js';

export interface GraphCall<T> {
  method: 'GET' | 'POST';
  /** Path below the version, e.g. `/me`. */
  path: string;
  params?: Record<string, string>;
  /** The parameters of a POST go in its query, where its form is not read. */
  inQuery?: boolean;
  /** Files sent beside the parameters. */
  files?: Record<string, StreamedBytes & { filename: string }>;
  schema: z.ZodType<T>;
  visible?: boolean;
  /** Meanings of codes where this call differs from the network's table. */
  codes?: FailureTable;
  timeoutMs?: number;
  /** A list, whose answer may be longer than others. */
  list?: boolean;
}

/**
 * One Graph API call. The token is sent in a header, never in an address; parameters in the query of a GET and in
 * the form of a POST (JSON drops indexed keys silently, Meta Pages API).
 * @throws PlatformError
 */
export async function graph<T>(io: AdapterIo, rules: GraphCall<T>, table: FailureTable): Promise<Answer<T>> {
  const {
    method,
    path,
    params = {},
    inQuery = false,
    files,
    schema,
    visible = false,
    codes = NO_CODES,
    timeoutMs,
    list,
  } = rules;
  const request: PlatformRequest = {
    method,
    url: `${io.settings.origin}/${io.settings.version}${path}`,
    headers: { authorization: `Bearer ${io.credential.accessToken}` },
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(list ? { answer: 'list' as const } : {}),
    ...(method === 'GET' || inQuery
      ? { query: params }
      : { body: files ? { multipart: { ...params, ...files } } : { form: params } }),
  };
  return call(io, request, {
    schema,
    visible,
    failure: (response, body) => graphFailure(response, body, both(table, codes), visible),
  });
}

const merged = new WeakMap<FailureTable, WeakMap<FailureTable, FailureTable>>();

/** A network's table overridden by a call's own codes; tables are constants, so each pair is merged once. */
function both(table: FailureTable, codes: FailureTable): FailureTable {
  const known = merged.get(table) ?? new WeakMap<FailureTable, FailureTable>();
  merged.set(table, known);
  const pair = known.get(codes) ?? { ...table, ...codes };
  known.set(codes, pair);
  return pair;
}

const NO_CODES: FailureTable = {};

/** `{"id":"…"}`: the answer of most writes. */
export const graphId = z.object({ id: networkId });
/** `{"success":true}`. */
export const graphSuccess = z.object({ success: z.literal(true) });
/** A list of any rows. */
export const graphList = <T>(row: z.ZodType<T>): z.ZodType<{ data: T[] }> => z.object({ data: z.array(row) });
