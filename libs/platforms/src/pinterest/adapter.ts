import type { PlatformAdapter, Step } from '../kit/adapter.js';
import { readProgress, withId } from '../kit/progress.js';
import type { RemotePost } from '../rules/outcome.js';
import type { ChannelContent } from '../rules/platform.js';
import { readAccount } from './account.js';
import { api } from './api.js';
import { listBoards, placeOf } from './boards.js';
import { consent } from './consent.js';
import { API, refresh } from './oauth.js';
import { PIN, pinStep } from './pin.js';
import { PINTEREST_RATES } from './rates.js';
import { pinAddress, reconcile, search } from './read-back.js';
import { boardAnswer } from './schemas.js';
import { videoStep } from './video.js';

/** Sees before the due instant whether the board is still there. */
const boardStep: Step = {
  name: 'board',
  kind: 'check',
  phase: 'arm',
  effect: 'repeatable',
  run: async (io) => {
    const { board } = placeOf(io);
    await api(io, { method: 'GET', path: `/boards/${board}`, schema: boardAnswer });
    return { state: 'done', output: {} };
  },
};

/** Pinterest: pins of one picture, of several, or of a video, each on a board. */
export const pinterest: PlatformAdapter = {
  platform: 'pinterest',
  defaults: { origin: API, version: 'v5' },
  visibilityDelayMs: 180_000,
  rates: PINTEREST_RATES,

  plan: ({ type, media: [medium] }: ChannelContent) => [
    boardStep,
    ...(type === 'video' && medium ? [videoStep(medium)] : []),
    pinStep,
  ],

  remotePost(progress): RemotePost {
    const id = readProgress(progress, PIN, withId)?.id ?? null;
    return { remoteId: id, remoteUrl: id && pinAddress(id) };
  },

  reconcile,
  search,

  async account(io) {
    const { remoteId, name, handle } = await readAccount(io);
    return { remoteId, name, handle };
  },

  listed: listBoards,
  refresh,
  consent,
};
