import { decimalId } from '../core/ids.js';
import type { Call, Reply } from '../core/exchange.js';
import type { Task, TikTok } from './store.js';

const HOUR = 3_600_000;
const TYPES = new Set(['video/mp4', 'video/quicktime', 'video/webm']);

export const taskOf = (tiktok: TikTok, call: Call): Task | undefined =>
  tiktok.upload(call.params.get('upload_id') ?? '');

/**
 * `PUT {upload_url}` (Media Transfer Guide): chunks strictly in order. 206: more expected, 201: complete, 416:
 * Content-Range has what was received. The last chunk publishes, once; repeating it gets 416.
 */
export function receiveChunk(tiktok: TikTok, call: Call): Reply {
  const task = taskOf(tiktok, call);
  if (!task) return { status: 404 };
  if (call.arrivedAt - task.createdAt > HOUR) return { status: 403 };
  const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(call.req.headers['content-range'] ?? '');
  const { bytes } = call.params;
  if (!range || !TYPES.has((call.req.headers['content-type'] ?? '').split(';')[0] ?? '')) {
    return { status: 400 };
  }
  const [first, last, total] = [Number(range[1]), Number(range[2]), Number(range[3])];
  if (last - first + 1 !== bytes.length) return { status: 400 };
  if (first !== task.received || total !== task.size || last !== expectedEnd(task) || task.failure !== null) {
    return { status: 416, headers: contentRange(task) };
  }
  task.received += bytes.length;
  task.parts.push(tiktok.sandboxState.media.save(bytes));
  const complete = task.received === task.size;
  if (complete) publish(tiktok, task, call);
  tiktok.tasks.put(task);
  return { status: complete ? 201 : 206, headers: contentRange(task) };
}

/** Every chunk has the announced size, the last one the remainder. */
function expectedEnd(task: Task): number {
  const index = task.parts.length;
  return index === task.chunks - 1 ? task.size - 1 : (index + 1) * task.chunkSize - 1;
}

const contentRange = (task: Task): Record<string, string> => ({
  'content-range': `bytes ${task.received === 0 ? '*' : `0-${task.received - 1}`}/${task.size}`,
});

function publish(tiktok: TikTok, task: Task, call: Call): void {
  const { media, posts } = tiktok.sandboxState;
  const mediaId = task.parts.length === 1 ? (task.parts[0] ?? '') : media.reserve();
  if (task.parts.length > 1) void media.join(mediaId, task.parts);
  task.completeAt = call.arrivedAt + tiktok.settings.videoDelayMs;
  const firstPart = media.get(task.parts[0] ?? '');
  if (firstPart && !firstPart.mime.startsWith('video/')) {
    task.failure = 'file_format_check_failed';
    return;
  }
  const post = posts.create({
    platform: 'tiktok',
    account: task.account,
    id: decimalId('7429'),
    text: task.title,
    link: null,
    media: [{ mediaId, kind: 'video', altText: '' }],
    createdAt: call.arrivedAt,
    arrivedAt: call.arrivedAt,
    visibleAt: task.completeAt,
    deletedAt: null,
    followers: task.privacy !== 'SELF_ONLY',
    details: { privacy: task.privacy, publishId: task.publishId },
  });
  task.postId = post.id;
  tiktok.sandboxState.effect(call.arrivedAt, 'published', post);
}
