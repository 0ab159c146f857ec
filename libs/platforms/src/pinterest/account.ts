import type { RemoteAccount } from '../kit/adapter.js';
import { api, type ApiIo } from './api.js';
import { accountAnswer } from './schemas.js';

/** The account of a token, with the address of its picture. @throws PlatformError */
export async function readAccount(io: ApiIo): Promise<RemoteAccount & { picture: string | null }> {
  const { data } = await api(io, { method: 'GET', path: '/user_account', schema: accountAnswer });
  return {
    remoteId: data.id,
    name: data.business_name || data.username,
    handle: data.username,
    picture: data.profile_image || null,
  };
}
