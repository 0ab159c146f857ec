import { useQuery } from '@tanstack/react-query';
import { queries } from '../queries';

/** Lists that many screens read: one cache entry each. */
export const useChannels = () => useQuery(queries.channels());

export const useFormats = () => useQuery(queries.formats());

export const useAudiences = () => useQuery(queries.audiences());

export const useCampaigns = () => useQuery(queries.campaigns());

export const useEstablishments = () => useQuery(queries.establishments());
