import { useQuery } from '@tanstack/react-query';
import { queries } from '../../shared/queries';

export const useReviewQueue = () => useQuery(queries.reviewQueue());
