/** Begins a state that was asked for by a link; the page returns to one address for all. */
const BY_LINK = 'l.';
const nameOf = (state: string): string => `lineup.link.${state}`;

/**
 * Notes which link a consent was asked by. In the browser's storage, not the tab's: an application of the network may
 * open the return in another tab.
 * @param page address of the consent page, which names the state
 */
export function leaveByLink(store: Storage, page: string, token: string): void {
  const state = new URL(page).searchParams.get('state');
  if (state) store.setItem(nameOf(state), token);
}

const wantedOf = (state: string): string => `lineup.reconnect.${state}`;

/** Notes which channel a consent is to reconnect. @param page address of the consent page, which names the state */
export function leaveForChannel(store: Storage, page: string, channelId: string): void {
  const state = new URL(page).searchParams.get('state');
  if (state) store.setItem(wantedOf(state), channelId);
}

/** The channel that a consent is to reconnect; null where it is for new ones. */
export const wantedChannel = (store: Storage, state: string): string | null => store.getItem(wantedOf(state));

/** The link is used up, or its consent is over: nothing of it stays in the browser. */
export function forgetLink(store: Storage, token: string): void {
  for (const name of Object.keys(store)) {
    if (name.startsWith(nameOf('')) && store.getItem(name) === token) store.removeItem(name);
  }
}

/**
 * Where a consent page's answer is read: by the holder of the link that asked, else among the channels. In another
 * browser than the one that asked, the holder opens the link again: they have no account to sign in with.
 * @param search of the address that the page returned to
 */
export function returnAddress(store: Storage, search: string): string {
  const state = new URLSearchParams(search).get('state') ?? '';
  if (!state.startsWith(BY_LINK)) return `/channels/consents${search}`;
  const token = store.getItem(nameOf(state));
  return token === null ? '/connect' : `/connect/${encodeURIComponent(token)}${search}`;
}
