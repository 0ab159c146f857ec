import type { components } from '../../../shared/api/schema';

export type ConsentedAccount = components['schemas']['ConsentedAccounts']['accounts'][number];

/** Which accounts are to be connected, and for which establishment each; by the network's id of the account. */
export interface Choice {
  chosen: readonly string[];
  establishments: Readonly<Record<string, string>>;
}

/** What narrows the list: all, those that are no channels yet, those that are chosen. */
export const SHOWN = ['all', 'new', 'chosen'] as const;
export type Shown = (typeof SHOWN)[number];

/** Whether an account can be connected. */
export const isOpen = ({ obstacle }: ConsentedAccount): boolean => obstacle === null;

/** Most accounts that are connected at once. */
export const MOST = 500;

/** Whether a consent that was to reconnect a channel reaches its account; somebody may have signed in as another. */
export const reaches = (accounts: readonly ConsentedAccount[], wanted: string | null): boolean =>
  wanted === null || accounts.some(({ channelId }) => channelId === wanted);

/**
 * What is proposed: the only account there is; else those whose channels wait for this consent. Each for the
 * establishment that it belongs to already, or that its name speaks of. Nothing when the consent does not reach the
 * channel that it was asked for.
 * @param waiting ids of the channels to reconnect
 * @param wanted the channel that it was asked for; null for new ones
 */
export function proposed(
  accounts: readonly ConsentedAccount[],
  waiting: ReadonlySet<string>,
  suggest: (name: string) => string | null,
  wanted: string | null = null,
): Choice {
  const open = accounts.filter(isOpen);
  const chosen = proposedOf(open, waiting, wanted);
  const establishments = open.flatMap(({ remoteId, name, establishmentId }) => {
    const id = establishmentId ?? suggest(name);
    return id === null ? [] : [[remoteId, id] as const];
  });
  return {
    chosen: chosen.map(({ remoteId }) => remoteId),
    establishments: Object.fromEntries(establishments),
  };
}

function proposedOf(
  open: readonly ConsentedAccount[],
  waiting: ReadonlySet<string>,
  wanted: string | null,
): readonly ConsentedAccount[] {
  if (wanted !== null) return open.filter(({ channelId }) => channelId === wanted);
  if (open.length === 1) return open;
  return open.filter(({ channelId }) => channelId !== null && waiting.has(channelId));
}

/** Chooses some accounts, or leaves them out. Those that cannot be connected stay out. */
export function choose(choice: Choice, accounts: readonly ConsentedAccount[], on: boolean): Choice {
  const ids = accounts.filter(isOpen).map(({ remoteId }) => remoteId);
  const others = choice.chosen.filter((id) => !ids.includes(id));
  return { ...choice, chosen: on ? [...others, ...ids] : others };
}

/** Gives some accounts to an establishment. */
export const assign = (choice: Choice, remoteIds: readonly string[], establishmentId: string): Choice => ({
  ...choice,
  establishments: {
    ...choice.establishments,
    ...Object.fromEntries(remoteIds.map((id) => [id, establishmentId])),
  },
});

/** Chosen accounts that belong to no establishment yet. */
export const homeless = ({ chosen, establishments }: Choice): string[] =>
  chosen.filter((id) => establishments[id] === undefined);

/** What is sent: every chosen account with its establishment; none of those that have none. */
export const toConnect = ({ chosen, establishments }: Choice) =>
  chosen.flatMap((remoteId) => {
    const establishmentId = establishments[remoteId];
    return establishmentId === undefined ? [] : [{ remoteId, establishmentId }];
  });

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Accounts whose name or handle has the words, in any order, accents ignored. */
export function shownAccounts(
  accounts: readonly ConsentedAccount[],
  { chosen }: Choice,
  search: string,
  shown: Shown,
): ConsentedAccount[] {
  const words = plain(search).split(/\s+/u).filter(Boolean);
  return accounts.filter((account) => {
    if (shown === 'new' && account.channelId !== null) return false;
    if (shown === 'chosen' && !chosen.includes(account.remoteId)) return false;
    const text = plain(`${account.name} ${account.handle}`);
    return words.every((word) => text.includes(word));
  });
}
