import type { ImageRecipe, VideoFacts } from '#lib/platforms';

/** Facts of an opened video. */
export interface OpenedVideo {
  width: number;
  height: number;
  durationMs: number;
  video: VideoFacts;
}

/** Tasks of the process that opens files, and their answers: plain JSON, files by path. */
export interface Tasks {
  /**
   * Decodes a picture and writes its thumbnail; for a type that browsers cannot show, also a version of the same
   * size that they can.
   */
  'image.inspect': {
    ask: { file: string; mime: string; thumbnail: string; shown: string };
    answer: { width: number; height: number; shown: boolean };
  };
  /** Writes what a network gets instead of a picture. */
  'image.derive': { ask: { source: string; recipe: ImageRecipe; target: string }; answer: null };
  'video.inspect': { ask: { file: string }; answer: OpenedVideo };
  /** Rewrites a video as an MP4 with its index first. */
  'video.rewrite': { ask: { source: string; target: string }; answer: null };
}
export type TaskName = keyof Tasks;

/** Why a file could not be worked on, as the process that opened it reports. */
export type TaskFailure =
  /** Damaged, or not what it claims to be. */
  | 'unreadable'
  /** No quality makes the result small enough. */
  | 'too_heavy'
  /** Has content that cannot be converted. */
  | 'unusable'
  /** Needs more memory than the process may use. */
  | 'too_much'
  /** No room on the disk for the result. */
  | 'no_space';

/** A task as it is sent to the process. */
export interface TaskRequest {
  name: TaskName;
  ask: Tasks[TaskName]['ask'];
}

/** The answer, with the memory and CPU time of the process so far. */
export interface TaskAnswer {
  answer?: Tasks[TaskName]['answer'];
  failure?: TaskFailure;
  message?: string;
  heldMb: number;
  usedMs: number;
}

/** Runs a task, in any process. @param of owner of the file @throws Failed */
export type PerformTask = <N extends TaskName>(
  name: N,
  ask: Tasks[N]['ask'],
  of?: string,
) => Promise<Tasks[N]['answer']>;

/** Thrown by the process that opens the file, and again by the one that asked. */
export class TaskFailed extends Error {
  constructor(
    readonly failure: TaskFailure,
    message: string,
  ) {
    super(message);
    this.name = 'TaskFailed';
  }
}
