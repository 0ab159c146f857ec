import type { ImageRecipe, VideoFacts } from '#lib/platforms';

/** What an opened video is. */
export interface OpenedVideo {
  width: number;
  height: number;
  durationMs: number;
  video: VideoFacts;
}

/** What may be asked of the process that opens files, and what it answers: plain JSON, files by their paths. */
export interface Tasks {
  /**
   * Decodes a picture and writes a small one of it; for a type that browsers do not show also one that they do, of the
   * same size.
   */
  'image.inspect': {
    ask: { file: string; mime: string; thumbnail: string; shown: string };
    answer: { width: number; height: number; shown: boolean };
  };
  /** Writes what a network gets in place of a picture. */
  'image.derive': { ask: { source: string; recipe: ImageRecipe; target: string }; answer: null };
  'video.inspect': { ask: { file: string }; answer: OpenedVideo };
  /** Writes a video anew as an MP4 with its index first. */
  'video.rewrite': { ask: { source: string; target: string }; answer: null };
}
export type TaskName = keyof Tasks;

/** Why a file could not be worked on, as far as the process that opened it can tell. */
export type Failure =
  /** Damaged, or not what it says. */
  | 'unreadable'
  /** No quality of the result is light enough. */
  | 'too_heavy'
  /** Holds something that cannot be carried over. */
  | 'unusable'
  /** It asked for more memory than the process may have. */
  | 'too_much'
  /** The disk would not take the result. */
  | 'no_space';

/** A task on its way to the process. */
export interface Asked {
  name: TaskName;
  ask: Tasks[TaskName]['ask'];
}

/** What comes back, with what the process holds and has used by now. */
export interface Answered {
  answer?: Tasks[TaskName]['answer'];
  failure?: Failure;
  message?: string;
  heldMb: number;
  usedMs: number;
}

/** The work itself, by whatever process. @param of whose file it is @throws Failed */
export type Perform = <N extends TaskName>(
  name: N,
  ask: Tasks[N]['ask'],
  of?: string,
) => Promise<Tasks[N]['answer']>;

/** Thrown where a file is opened, told where it was asked for. */
export class Failed extends Error {
  constructor(
    readonly failure: Failure,
    message: string,
  ) {
    super(message);
    this.name = 'Failed';
  }
}
