import { newId } from './ids';

/** How long other tabs may take to answer, ms; too short to be noticed. */
const PATIENCE_MS = 120;

interface Message {
  kind: 'whose' | 'mine';
  id: string;
  from: string;
  /** Whoever asks shows it if nobody else does. */
  takes?: boolean;
}

const me = newId();
const held = new Set<string>();
/** Drafts that this tab is about to show. */
const taking = new Set<string>();
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('lineup.drafts');
/** Callers waiting for an answer, by draft: two may ask about the same at once. */
const asking = new Map<string, Set<() => void>>();

channel?.addEventListener('message', ({ data }: MessageEvent<Message>) => {
  if (data.from === me) return;
  // Of two tabs that are about to show the same, as after a restart of the browser, one goes first: both know which.
  const rival = data.kind === 'whose' && data.takes === true && taking.has(data.id);
  if (data.kind === 'mine' || (rival && data.from < me)) {
    for (const taken of [...(asking.get(data.id) ?? [])]) taken();
  } else if (held.has(data.id) || rival) {
    channel.postMessage({ kind: 'mine', id: data.id, from: me } satisfies Message);
  }
});

/** Notes that this tab shows the draft: one that it has made. */
export const hold = (id: string): void => void held.add(id);
export const letGo = (id: string): void => void held.delete(id);

/** Takes the draft for this tab. @returns whether it has it: not when a tab shows it, or takes it at the same moment */
export async function take(id: string): Promise<boolean> {
  taking.add(id);
  const free = await isFree(id);
  taking.delete(id);
  if (free) hold(id);
  return free;
}

/**
 * Whether no tab shows the draft: only then is it restored from the device. Tabs are asked, because a lock
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
    channel.postMessage({ kind: 'whose', id, from: me, takes: taking.has(id) } satisfies Message);
  });
}
