import { beginning } from '#rules/kernel';
import {
  TaskFailed,
  type TaskFailure,
  type PerformTask,
  type TaskName,
  type Tasks,
} from '../opening/tasks.js';
import { derivePicture, inspectPicture } from './picture.js';
import { writeFastStart } from './video/fast-start.js';
import { readVideo } from './video/read-video.js';

const WORK: { [N in TaskName]: (ask: Tasks[N]['ask']) => Promise<Tasks[N]['answer']> } = {
  'image.inspect': inspectPicture,
  'image.derive': (ask) => derivePicture(ask).then(() => null),
  'video.inspect': ({ file }) => readVideo(file),
  'video.rewrite': ({ source, target }) => writeFastStart(source, target).then(() => null),
};

/** System messages for a write without room. */
const FULL = /no space left|disk full|quota exceeded/i;

/** Runs a task on a file; only in a process that may be killed for it. @throws Failed */
export const perform: PerformTask = async (name, ask) => {
  try {
    return await WORK[name](ask);
  } catch (error) {
    if (error instanceof TaskFailed) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new TaskFailed(failureOf(error, message), beginning(message, 200));
  }
};

/** libvips reports errors as text only, its own or the system's; it has none for refused memory. */
function failureOf(error: unknown, message: string): TaskFailure {
  const { code } = error as NodeJS.ErrnoException;
  if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code ?? '') || FULL.test(message)) return 'no_space';
  return /memory|alloc|^unknown error$/i.test(message) ? 'too_much' : 'unreadable';
}
