import type { PlatformSettings } from '../kit/adapter.js';
import { elsewhere } from '../kit/elsewhere.js';

export const API = 'https://api.linkedin.com';

/** Where tokens are given: not on the host of the API. */
export const tokenAddress = (settings: PlatformSettings): string =>
  elsewhere(settings, API, 'https://www.linkedin.com/oauth/v2/accessToken');
