import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from './client';

const SLOW = 5 * 60_000;
const everything = { params: { query: { limit: 200 } } } as const;

/** Lists that change rarely and that many screens read: one cache entry each. */
export const useChannels = () =>
  useQuery({
    queryKey: ['channels'],
    queryFn: () => unwrap(api.GET('/api/v1/channels', everything)).then((page) => page.items),
    staleTime: SLOW,
  });

export const useFormats = () =>
  useQuery({
    queryKey: ['formats'],
    queryFn: () => unwrap(api.GET('/api/v1/brand/formats', everything)).then((page) => page.items),
    staleTime: SLOW,
  });

export const useAudiences = () =>
  useQuery({
    queryKey: ['audiences'],
    queryFn: () => unwrap(api.GET('/api/v1/audiences', everything)).then((page) => page.items),
    staleTime: SLOW,
  });

export const useCampaigns = () =>
  useQuery({
    queryKey: ['campaigns'],
    queryFn: () => unwrap(api.GET('/api/v1/campaigns', everything)).then((page) => page.items),
    staleTime: SLOW,
  });

export const useEstablishments = () =>
  useQuery({
    queryKey: ['establishments'],
    queryFn: () => unwrap(api.GET('/api/v1/establishments', everything)).then((page) => page.items),
    staleTime: SLOW,
  });
