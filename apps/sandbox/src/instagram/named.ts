import { z } from 'zod';
import type { Admitted } from '../core/exchange.js';
import { parseJson } from '../core/params.js';
import { graphError, invalid } from '../graph/errors.js';
import type { ContainerKind } from './store.js';

const share = z.number().min(0).max(1);
const username = z.string().regex(/^[\w.]{1,30}$/);
const onPhoto = z.array(z.object({ username, x: share, y: share }));
const inFilm = z.array(z.strictObject({ username }));
const together = z.array(username).max(3);

/** People, place and cover of a container (Instagram Platform, IG User Media). */
export interface Named {
  userTags: { username: string }[];
  collaborators: string[];
  location: string | null;
  coverMs: number | null;
}

/** @throws Refusal for what this kind of container does not take */
export function namedIn({ params }: Admitted, kind: ContainerKind): Named {
  const part = params.get('is_carousel_item') === 'true';
  const read = <T>(name: string, schema: z.ZodType<T>, none: T): T => {
    const value = params.get(name);
    if (value === undefined) return none;
    const parsed = schema.safeParse(parseJson(value));
    if (!parsed.success) throw invalid(`Param ${name} is not valid`);
    return parsed.data;
  };
  const alone = (name: string): void => {
    if (params.get(name) !== undefined && (part || kind === 'STORIES')) {
      throw invalid(`param ${name} is not allowed`);
    }
  };
  alone('collaborators');
  if (part && params.get('location_id') !== undefined) throw invalid('param location_id is not allowed');
  const offset = params.get('thumb_offset');
  if (offset !== undefined && !/^\d+$/.test(offset)) {
    throw graphError({ code: 1, subcode: 2207057, message: 'Invalid thumbnail offset' });
  }
  return {
    userTags: read('user_tags', kind === 'REELS' ? inFilm : onPhoto, []),
    collaborators: read('collaborators', together, []),
    location: params.get('location_id') ?? null,
    coverMs: offset === undefined ? null : Number(offset),
  };
}
