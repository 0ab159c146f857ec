import type { PlatformAdapter, ReconcileIo } from '../kit/adapter.js';
import { PlatformError } from '../kit/platform-error.js';
import type { Reconciliation, RemotePost } from '../rules/outcome.js';
import { API } from './api.js';
import { comment, findComment } from './comments.js';
import { accountOf, consent, ownChannels, renewed } from './consent.js';
import { listed } from './playlists.js';
import { addressOf, searchUploads } from './search.js';
import { isAsWanted, isBroken, readStatus, youtubeSteps } from './steps.js';
import { videoId } from './upload.js';

/**
 * YouTube, videos that we upload. The handle is the video's id: it exists, private, before the due instant, and publishing
 * changes who may see it.
 */
export const youtube: PlatformAdapter = {
  platform: 'youtube',
  defaults: { origin: API, version: 'v3' },
  visibilityDelayMs: 120_000,
  listedWithinMs: 3_600_000,

  plan: youtubeSteps,

  remotePost: (progress): RemotePost => named(videoId(progress)),

  async reconcile(io: ReconcileIo): Promise<Reconciliation> {
    const id = videoId(io.progress);
    const status = id === null ? null : await readStatus(io, id);
    if (!status || isBroken(status) || !isAsWanted(status, io.content)) {
      return { found: 'no' };
    }
    return { found: 'yes', ...named(id) };
  },

  search: searchUploads,
  comment,
  findComment,
  listed,
  consent,

  async account(io) {
    const [channel] = await ownChannels(io);
    if (channel) return accountOf(channel);
    throw new PlatformError({
      class: 'auth',
      cause: 'account',
      code: 'youtubeSignupRequired',
      message: 'the person has no channel',
      refused: true,
      hint: 'reconnect',
    });
  },

  refresh: renewed,
};

const named = (id: string | null): RemotePost => ({ remoteId: id, remoteUrl: id && addressOf(id) });
