import { api, ifMatch, unwrap } from '../../shared/api/client';
import { once } from '../../shared/api/once';
import type { Transport } from './store/ports';

const of = (id: string) => ({ path: { id } });

/** The draft store's requests to the server. */
export const transport: Transport = {
  create: (body, key) =>
    unwrap(api.POST('/api/v1/posts', { body, headers: { 'Idempotency-Key': key }, fetch: once })),
  change: (id, version, body) =>
    unwrap(api.PATCH('/api/v1/posts/{id}', { params: of(id), headers: ifMatch(version), body, fetch: once })),
  submit: (id, note, key, version) =>
    unwrap(
      api.POST('/api/v1/posts/{id}/submit', {
        params: of(id),
        headers: { ...ifMatch(version), 'Idempotency-Key': key },
        body: note ? { note } : {},
        fetch: once,
      }),
    ),
  read: (id) => unwrap(api.GET('/api/v1/posts/{id}', { params: of(id), fetch: once })),
};
