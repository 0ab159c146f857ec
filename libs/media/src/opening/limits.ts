import type { TaskName } from './tasks.js';

/** Time limit of each task, ms. A gigabyte is rewritten in well under five minutes. */
export const MOST_MS: Record<TaskName, number> = {
  'image.inspect': 20_000,
  'image.derive': 60_000,
  'video.inspect': 20_000,
  'video.rewrite': 300_000,
};

/** Heap of JavaScript, MB; pictures and WebAssembly are outside it. */
export const HEAP_MB = 384;

/** Memory above the limit before the system refuses it, in case nobody killed the process earlier, MB. */
export const SLACK_MB = 500;

/** CPU seconds after which the system ends the process, in case its parent is gone. */
export const MOST_CPU_S = 900;

/** A process is retired after this many files, with this much memory after one, or after this much CPU time. */
export const RETIRE = { files: 100, heldMb: 400, usedMs: 120_000 };

/** An idle process is ended after this, ms. */
export const IDLE_MS = 60_000;

/** How often a working process's memory is checked, ms. */
export const LOOK_MS = 50;
