import { allStorable } from '#rules/kernel';
import type { AdapterIo, PlatformAdapter, Step, StepResult } from './adapter.js';
import type { Reconciliation, RemotePost } from '../rules/outcome.js';
import { fromNetwork } from './from-network.js';
import { networkId } from './ids.js';
import { PlatformError } from './platform-error.js';
import { question } from './question.js';
import { isAccountId, networkAddress, postIdOf } from '../rules/remote-post.js';

/** Longest name of an account, UTF-16 units. */
const NAME = 200;
/** Largest output of a step, UTF-16 units of its JSON: limits what is stored for each publication. */
const OUTPUT = 1_000_000;

/**
 * Wraps an adapter so that everything from the network is checked: ids by pattern, addresses by host, texts cleaned
 * and cut, outputs small enough to store. The registry returns wrapped adapters only, so an adapter cannot forget
 * the checks.
 */
export function guarded(adapter: PlatformAdapter): PlatformAdapter {
  const { platform } = adapter;
  const post =
    ({ remoteId: accountId }: AdapterIo['account']) =>
    ({ remoteId, remoteUrl }: RemotePost): RemotePost => ({
      remoteId: postIdOf(platform, remoteId),
      remoteUrl: networkAddress(platform, remoteUrl, accountId),
    });
  const { comment, findComment, listed } = adapter;
  return {
    ...adapter,
    plan: (content) => adapter.plan(content).map(guardedStep),
    remotePost: (progress, account) => post(account)(adapter.remotePost(progress, account)),
    reconcile: (io) => question(async () => toldReading(await adapter.reconcile(io), post(io.account))),
    search: (io) => question(async () => (await adapter.search(io))?.map(post(io.account)) ?? null),
    async account(io) {
      const { remoteId, name, handle, ...rest } = await adapter.account(io);
      if (isAccountId(platform, remoteId)) {
        return { ...rest, remoteId, name: fromNetwork(name, NAME), handle: fromNetwork(handle, NAME) };
      }
      throw new PlatformError({
        class: 'transient',
        cause: 'unreadable',
        code: 'unreadable_answer',
        message: 'the account has no id',
        refused: false,
      });
    },
    ...(listed && {
      listed: async (...call) => {
        const entries = (await listed(...call)).map((entry) => ({
          id: fromNetwork(entry.id, NAME),
          name: fromNetwork(entry.name, NAME),
        }));
        // Pages that move while they are read show an entry twice.
        return [...new Map(entries.map((entry) => [entry.id, entry])).values()];
      },
    }),
    ...(comment && {
      async comment(...call) {
        const { commentId } = await comment(...call);
        // The comment was written, even when its id is invalid.
        return { commentId: networkId.safeParse(commentId).data ?? '' };
      },
    }),
    ...(findComment && { findComment: (...call) => question(() => findComment(...call)) }),
  };
}

const toldReading = (reading: Reconciliation, post: (found: RemotePost) => RemotePost): Reconciliation => {
  if (reading.found === 'yes') return { found: 'yes', ...post(reading) };
  return reading.found === 'no' ? reading : { found: 'unclear', reason: fromNetwork(reading.reason) };
};

const guardedStep = (step: Step): Step => ({
  ...step,
  run: async (io) => storableResult(step, await step.run(io)),
});

/** @throws PlatformError when a step's output is too large to store */
function storableResult(step: Step, result: StepResult): StepResult {
  if (result.output === undefined) return result;
  const written = JSON.stringify(result.output);
  if (written.length > OUTPUT) {
    throw new PlatformError({
      class: step.phase === 'arm' ? 'transient' : 'unknown',
      cause: 'unreadable',
      code: 'answer_too_large',
      message: `step ${step.name} leaves too much`,
      refused: step.phase === 'arm',
    });
  }
  return { ...result, output: allStorable(result.output) };
}
