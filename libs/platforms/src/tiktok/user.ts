import type { AdapterIo } from '../kit/adapter.js';
import { PlatformError } from '../kit/platform-error.js';
import { tiktokGet } from './api.js';
import { userAnswer } from './schemas.js';

const FIELDS = 'open_id,display_name,avatar_url';

/** The creator of a credential. `username` needs a right that people may leave out. @throws PlatformError */
export async function readUser(io: AdapterIo) {
  try {
    return await userInfo(io, `${FIELDS},username`);
  } catch (error) {
    if (error instanceof PlatformError && error.detail.hint === 'missing_permission') {
      return userInfo(io, FIELDS);
    }
    throw error;
  }
}

async function userInfo(io: AdapterIo, fields: string) {
  const { data } = await tiktokGet(io, '/user/info/', { fields }, userAnswer);
  return data.user;
}
