import type { TaskName } from './tasks.js';

/** How long a task may take, ms. A gigabyte is written anew in well under five minutes. */
export const MOST_MS: Record<TaskName, number> = {
  'image.inspect': 20_000,
  'image.derive': 60_000,
  'video.inspect': 20_000,
  'video.rewrite': 300_000,
};

/** Memory of JavaScript alone, MB; pictures and WebAssembly are held beside it. */
export const HEAP_MB = 384;

/** Beyond its limit the process may ask for this much before it is refused memory, should nobody have noticed, MB. */
export const SLACK_MB = 500;

/** Seconds of computing after which the system ends the process, should nobody be left to do so. */
export const MOST_CPU_S = 900;

/** A process is replaced after so many files, when it still holds so much after one, or has computed so long. */
export const RETIRE = { files: 100, heldMb: 400, usedMs: 120_000 };

/** A process without work is ended, ms. */
export const IDLE_MS = 60_000;

/** How often a working process is looked at, ms. */
export const LOOK_MS = 50;
