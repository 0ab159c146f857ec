import { newId } from './ids';

/** How long other tabs may take to answer, ms; too short to be noticed. */
const PATIENCE_MS = 120;

interface Message {
  kind: 'whose' | 'mine';
  id: string;
  from: string;
}

const me = newId();
const held = new Set<string>();
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('lineup.drafts');
/** Callers waiting for an answer, by draft: two may ask about the same at once. */
const asking = new Map<string, Set<() => void>>();

channel?.addEventListener('message', ({ data }: MessageEvent<Message>) => {
  if (data.from === me) return;
  if (data.kind === 'mine') for (const taken of [...(asking.get(data.id) ?? [])]) taken();
  else if (held.has(data.id)) channel.postMessage({ kind: 'mine', id: data.id, from: me } satisfies Message);
});

/** Notes that this tab shows the draft. */
export const hold = (id: string): void => void held.add(id);
export const letGo = (id: string): void => void held.delete(id);

/**
 * Whether no other tab shows the draft: only then is it restored from the device. Tabs are asked, because a lock
 * (`navigator.locks`) needs a secure context, and a note in storage would outlive a crashed tab.
 */
export function isFree(id: string): Promise<boolean> {
  if (held.has(id) || !channel) return Promise.resolve(!held.has(id));
  return new Promise((resolve) => {
    const waiting = asking.get(id) ?? new Set();
    const taken = (): void => end(false);
    const end = (free: boolean): void => {
      clearTimeout(timer);
      waiting.delete(taken);
      if (waiting.size === 0) asking.delete(id);
      resolve(free);
    };
    const timer = setTimeout(() => end(true), PATIENCE_MS);
    asking.set(id, waiting.add(taken));
    channel.postMessage({ kind: 'whose', id, from: me } satisfies Message);
  });
}
