/** Which of this tab's consents were asked for by the holder of a link; the page returns to one address for all. */
const nameOf = (state: string): string => `lineup.link.${state}`;

/** Notes that a consent belongs to a link. @param page address of the consent page, which names the state */
export function leaveByLink(store: Storage, page: string, token: string): void {
  const state = new URL(page).searchParams.get('state');
  if (state) store.setItem(nameOf(state), token);
}

/**
 * Where a consent page's answer is read: by the holder of the link that asked, else among the channels.
 * @param search of the address that the page returned to
 */
export function returnAddress(store: Storage, search: string): string {
  const state = new URLSearchParams(search).get('state') ?? '';
  const token = store.getItem(nameOf(state));
  return token === null ? `/channels/consents${search}` : `/connect/${encodeURIComponent(token)}${search}`;
}
