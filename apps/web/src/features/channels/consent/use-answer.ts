import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { wantedChannel } from './returning';
import { queries } from '../../../shared/queries';

/** What the choice of accounts is told by the navigation to it. */
export interface Chosen {
  /** The channel to reconnect; null for new ones. */
  wanted: string | null;
}

/**
 * Brings the answer that the consent page left in the address, and goes on to the choice of accounts, whose address
 * holds no code and can be loaded again.
 * @param token of the link by which it was asked; null for a member
 * @param base address of the choice, without the consent's id
 * @returns why it could not be used
 */
export function useAnswer(token: string | null, base: string): { error: unknown } {
  const [search] = useSearchParams();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [state, code] = ['state', 'code'].map((name) => search.get(name) ?? '');
  // Facebook's page may tell a wrong set-up by a code of its own.
  const error = search.get('error') ?? search.get('error_code') ?? '';
  const { data, error: failure } = useQuery({
    ...queries.consentAnswer(token, {
      state: state ?? '',
      ...(code && { code }),
      ...(error && { error: error.slice(0, 200) }),
    }),
    enabled: Boolean(state),
  });
  useEffect(() => {
    if (!data) return;
    client.setQueryData(queries.consent(token, data.id).queryKey, data);
    const wanted = wantedChannel(sessionStorage, state ?? '');
    void navigate(`${base}/${data.id}`, { replace: true, state: { wanted } satisfies Chosen });
  }, [data, client, navigate, token, base, state]);
  return { error: failure };
}
