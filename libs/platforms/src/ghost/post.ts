import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Step, StepIo } from '../kit/adapter.js';
import { articleHtml } from '../kit/article-html.js';
import { slugIn, tagsIn, titleOf } from '../kit/article-words.js';
import { PlatformError } from '../kit/platform-error.js';
import { readProgress, requireProgress, withId } from '../kit/progress.js';
import { stringOption } from '../rules/check-options.js';
import { api } from './api.js';
import { COLLISION, ghostFailure, NOT_FOUND } from './errors.js';
import { picturesOf } from './pictures.js';
import { anyPosts, type GhostPost, postAnswer } from './schemas.js';

const START = 'site';
export const DRAFT = 'draft';
export const PUBLISH = 'publish';
const started = z.object({ key: z.string().regex(/^[\da-f]{12}$/u) });
export const drafted = withId.extend({ updatedAt: z.string() });
export const published = withId.extend({ url: z.string().catch('') });

/** Proves that the key may read posts. @throws PlatformError */
export const proveKey = (io: Parameters<typeof api>[0]): Promise<unknown> =>
  api(io, {
    method: 'GET',
    path: '/posts/',
    query: { limit: '1', fields: 'id' },
    schema: anyPosts,
    list: true,
  });

/**
 * Tries the key before the due instant, and chooses the key by which this publication's draft is found: it is stored
 * before the draft is made, so that no repetition makes a second one.
 */
export const startStep: Step = {
  name: START,
  kind: 'check',
  phase: 'arm',
  effect: 'repeatable',
  run: async (io) => {
    await proveKey(io);
    const key = readProgress(io.progress, START, started)?.key ?? randomBytes(6).toString('hex');
    return { state: 'done', output: { key } };
  },
};

const markOf = ({ progress }: StepIo): string => `lineup-${requireProgress(progress, START, started).key}`;

/** Makes the draft, which nobody but the site's staff sees; one that is there already by its slug is taken. */
export const draftStep: Step = {
  name: DRAFT,
  kind: 'prepare',
  phase: 'arm',
  effect: 'repeatable',
  run: async (io) => {
    const known = readProgress(io.progress, DRAFT, drafted);
    if (known) return { state: 'done', output: known };
    const { id, updated_at: updatedAt } = (await findDraft(io)) ?? (await makeDraft(io));
    return { state: 'done', output: { id, updatedAt } };
  },
};

async function findDraft(io: StepIo): Promise<GhostPost | null> {
  try {
    const { data } = await api(io, {
      method: 'GET',
      path: `/posts/slug/${markOf(io)}/`,
      schema: postAnswer,
      list: true,
    });
    return data;
  } catch (error) {
    if (error instanceof PlatformError && error.detail.code === NOT_FOUND) return null;
    throw error;
  }
}

async function makeDraft(io: StepIo): Promise<GhostPost> {
  const { above, below } = picturesOf(io);
  const excerpt = stringOption(io.content.options, 'excerpt');
  const post = {
    status: 'draft',
    slug: markOf(io),
    title: titleOf(io.content),
    html: articleHtml(io.content.text, below),
    tags: tagsIn(io.content).map((name) => ({ name })),
    ...(excerpt && { custom_excerpt: excerpt }),
    ...(above && { feature_image: above.url, feature_image_alt: above.altText || null }),
  };
  const { data } = await api(io, {
    method: 'POST',
    path: '/posts/',
    query: { source: 'html' },
    body: { json: { posts: [post] } },
    schema: postAnswer,
    list: true,
  });
  return data;
}

/** The post as it is now. @throws PlatformError */
export async function readPost(io: StepIo, id: string): Promise<GhostPost> {
  const { data } = await api(io, { method: 'GET', path: `/posts/${id}/`, schema: postAnswer, list: true });
  return data;
}

/**
 * Publishes the draft under its own address: the second time the site changes nothing (measured: same post, same
 * instant). Nobody is sent a newsletter. A draft that somebody changed since is published as it is now, one that somebody
 * removed is made anew.
 */
export const publishStep: Step = {
  name: PUBLISH,
  kind: 'publish',
  phase: 'fire',
  effect: 'keyed',
  run: async (io) => {
    const { id, updatedAt } = requireProgress(io.progress, DRAFT, drafted);
    try {
      return doneWith(await publish(io, id, updatedAt));
    } catch (error) {
      if (!(error instanceof PlatformError) || error.detail.code !== COLLISION) throw error;
    }
    const now = await readPost(io, id);
    return doneWith(now.status === 'published' ? now : await publish(io, id, now.updated_at));
  },
};

async function publish(io: StepIo, id: string, updatedAt: string): Promise<GhostPost> {
  const slug = slugIn(io.content);
  const post = { status: 'published', updated_at: updatedAt, ...(slug && { slug }) };
  const { data } = await api(io, {
    method: 'PUT',
    path: `/posts/${id}/`,
    body: { json: { posts: [post] } },
    schema: postAnswer,
    visible: true,
    list: true,
    failure(response, body) {
      const failure = ghostFailure(response, body);
      if (failure?.code !== NOT_FOUND) return failure;
      return { ...failure, class: 'transient', restartFrom: DRAFT };
    },
  });
  return data;
}

function doneWith({ id, status, url }: GhostPost) {
  if (status === 'published') return { state: 'done' as const, output: { id, url } };
  throw new PlatformError({
    class: 'unknown',
    cause: 'unconfirmed',
    code: 'not_published',
    message: `the site keeps the post as ${status}`,
    refused: false,
    hint: 'may_be_live',
  });
}
