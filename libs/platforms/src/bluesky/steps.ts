import { z } from 'zod';
import type { Step, StepIo, StepResult } from '../kit/adapter.js';
import type { PlatformResponse } from '../kit/http.js';
import { PlatformError } from '../kit/platform-error.js';
import { readProgress, requireProgress } from '../kit/progress.js';
import type { ChannelContent, MediaFacts } from '../rules/platform.js';
import { CHOOSING, knownChoice, requireChoice } from './chosen.js';
import { handlesIn } from './facets.js';
import { mentionedShape, resolved } from './mentions.js';
import { postRecord, POSTS } from './record.js';
import { blob, blobAnswer, writtenAnswer, type Blob } from './schemas.js';
import { readSession } from './session.js';
import { recordKey } from './tid.js';
import { videoBlob, videoSteps } from './video.js';
import { xrpc } from './xrpc.js';

const UPLOAD_TIMEOUT_MS = 60_000;
/** A post that is armed later than this after its instant is not believed to be: the server’s clock is wrong, ms. */
const LATEST_MS = 7 * 86_400_000;

const published = z.object({ key: z.string() });

/**
 * Everything is uploaded ahead; the visible step writes one record. Its key is chosen here and kept before the first
 * attempt, and a key is written only while nothing has it (`swapRecord: null`): a repetition of the same record changes
 * nothing, and whatever else would have the key is an earlier attempt of ours.
 * Source: com.atproto.repo.putRecord; a server of version 0.4.217 made one commit of five such calls at once.
 */
export function blueskySteps(content: ChannelContent): Step[] {
  const arm = { phase: 'arm', effect: 'repeatable' } as const;
  const [medium] = content.media;
  const media =
    content.type === 'video' && medium
      ? videoSteps(medium)
      : content.media.map((image, index): Step => {
          const name = `blob-${index}`;
          return { name, kind: 'media', ...arm, run: (io) => uploadImage(io, name, image) };
        });
  const mentions: Step = { name: 'mentions', kind: 'check', ...arm, run: resolveMentions };
  return [
    { name: CHOOSING, kind: 'check', ...arm, run: chooseKey },
    ...(handlesIn(content.text).length > 0 ? [mentions] : []),
    ...media,
    { name: 'publish', kind: 'publish', phase: 'fire', effect: 'keyed', run: publish },
  ];
}

/** Key of the record that was written. */
export const writtenKey = (progress: StepIo['progress']): string | null =>
  readProgress(progress, 'publish', published)?.key ?? null;

/** Sees that the account may publish, and chooses what must be the same in every attempt. */
async function chooseKey(io: StepIo): Promise<StepResult> {
  const known = knownChoice(io);
  if (known) return { state: 'done', output: known };
  const { response } = await readSession(io);
  const { id, dueAt } = io.publication;
  return {
    state: 'done',
    output: { key: recordKey(Date.parse(dueAt), id), createdAt: createdAt(response, Date.parse(dueAt)) },
  };
}

/**
 * The instant that readers see, by which feeds are sorted too: when it is due, or now where that is over. It is not
 * taken while the record is sent, because the record must be the same in every attempt.
 */
function createdAt({ headers }: PlatformResponse, dueMs: number): string {
  const nowMs = Date.parse(headers.date ?? '');
  const isLate = nowMs > dueMs && nowMs < dueMs + LATEST_MS;
  return new Date(isLate ? nowMs : dueMs).toISOString();
}

async function resolveMentions(io: StepIo): Promise<StepResult> {
  const known = readProgress(io.progress, 'mentions', mentionedShape);
  const mentioned = known?.mentioned ?? (await resolved(io, io.content.text));
  return { state: 'done', output: { mentioned: { ...mentioned } } };
}

/** A file is named by its content, so that sending it again makes no other. */
async function uploadImage(io: StepIo, step: string, image: MediaFacts): Promise<StepResult> {
  const known = readProgress(io.progress, step, blob);
  if (known) return { state: 'done', output: known };
  const { data } = await xrpc(io, {
    method: 'com.atproto.repo.uploadBlob',
    kind: 'procedure',
    body: { stream: () => io.media.stream(image.id), bytes: image.bytes, contentType: image.mime },
    timeoutMs: UPLOAD_TIMEOUT_MS,
    schema: blobAnswer,
  });
  return { state: 'done', output: data.blob };
}

function blobsOf(io: StepIo): Blob[] {
  const { type, media } = io.content;
  if (type === 'video') return [videoBlob(io)];
  return media.map((_, index) => requireProgress(io.progress, `blob-${index}`, blob));
}

async function publish(io: StepIo): Promise<StepResult> {
  const { key, createdAt: at } = requireChoice(io);
  const { content } = io;
  const mentioned = readProgress(io.progress, 'mentions', mentionedShape)?.mentioned ?? {};
  const record = postRecord(content, { text: content.text, createdAt: at, mentioned }, blobsOf(io));
  try {
    await writeRecord(io, key, record);
  } catch (error) {
    throw remade(error, content.type === 'video' ? 'upload' : 'blob-0', key);
  }
  return { state: 'done', output: { key } };
}

/** Writes a record under a key that nothing has yet. @throws PlatformError */
export async function writeRecord(io: StepIo, key: string, record: Record<string, unknown>): Promise<void> {
  const repo = io.account.remoteId;
  await xrpc(io, {
    method: 'com.atproto.repo.putRecord',
    kind: 'procedure',
    body: { json: { repo, collection: POSTS, rkey: key, record, swapRecord: null } },
    visible: true,
    schema: writtenAnswer(repo, POSTS, key),
  });
}

/** What a refused record means for the files it names, and whose the record is that has our key. */
function remade(error: unknown, firstUpload: string, key: string): unknown {
  if (!(error instanceof PlatformError)) return error;
  switch (error.detail.code) {
    case 'BlobNotFound':
      return new PlatformError({ ...error.detail, restartFrom: firstUpload });
    case 'InvalidSwap':
      return new PlatformError({ ...error.detail, duplicateOf: key });
    default:
      return error;
  }
}
