import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from './client';

const SLOW = 5 * 60_000;

/** Lists that change rarely and that many screens read: one cache entry each. */
export const useChannels = () =>
  useQuery({
    queryKey: ['channels'],
    queryFn: () => unwrap(api.GET('/api/v1/channels')).then((page) => page.items),
    staleTime: SLOW,
  });

export const useFormats = () =>
  useQuery({
    queryKey: ['formats'],
    queryFn: () => unwrap(api.GET('/api/v1/brand/formats')).then((page) => page.items),
    staleTime: SLOW,
  });

export const useAudiences = () =>
  useQuery({
    queryKey: ['audiences'],
    queryFn: () => unwrap(api.GET('/api/v1/audiences')).then((page) => page.items),
    staleTime: SLOW,
  });

export const useCampaigns = () =>
  useQuery({
    queryKey: ['campaigns'],
    queryFn: () => unwrap(api.GET('/api/v1/campaigns')).then((page) => page.items),
    staleTime: SLOW,
  });

export const useEstablishments = () =>
  useQuery({
    queryKey: ['establishments'],
    queryFn: () => unwrap(api.GET('/api/v1/establishments')).then((page) => page.items),
    staleTime: SLOW,
  });
