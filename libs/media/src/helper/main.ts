import sharp from 'sharp';
import { type TaskAnswer, type TaskRequest, TaskFailed } from '../opening/tasks.js';
import { perform } from './perform.js';

// The process that opens untrusted files. It runs with limits, gets one task at a time, and is killed when a task
// exceeds them, so nothing here needs its own protection.

sharp.concurrency(1);
sharp.cache(false);
// Only supported formats are decoded, whatever a file claims to be.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegFile',
    'VipsForeignLoadPngFile',
    'VipsForeignLoadWebpFile',
    'VipsForeignLoadNsgifFile',
    'VipsForeignLoadHeifFile',
  ],
});

async function answerTo({
  name,
  ask,
}: TaskRequest): Promise<Pick<TaskAnswer, 'answer' | 'failure' | 'message'>> {
  try {
    return { answer: await perform(name, ask) };
  } catch (error) {
    if (!(error instanceof TaskFailed)) throw error;
    return { failure: error.failure, message: error.message };
  }
}

process.on('message', (asked) => {
  void answerTo(asked as TaskRequest).then((answer) => {
    const { user, system } = process.cpuUsage();
    const answered: TaskAnswer = {
      ...answer,
      heldMb: process.memoryUsage.rss() / 1e6,
      usedMs: (user + system) / 1_000,
    };
    process.send?.(answered);
  });
});
// The parent process is gone.
process.on('disconnect', () => process.exit(0));
