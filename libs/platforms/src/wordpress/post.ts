import { z } from 'zod';
import type { Step, StepIo } from '../kit/adapter.js';
import { articleHtml } from '../kit/article-html.js';
import { slugIn, titleOf } from '../kit/article-words.js';
import { PlatformError } from '../kit/platform-error.js';
import { readProgress, requireProgress, withId } from '../kit/progress.js';
import { stringOption } from '../rules/check-options.js';
import { api } from './api.js';
import { wordpressFailure } from './errors.js';
import { picturesOf } from './pictures.js';
import { postAnswer, postRows } from './schemas.js';
import { markOf, rootOf } from './start.js';
import { tagIds } from './terms.js';

export const DRAFT = 'draft';
export const PUBLISH = 'publish';
/** Where a draft may be found; a list shows published posts alone unless it is asked. */
const ANYWHERE = 'draft,pending,private,future,publish';
const SHORT = 'id,status,link';
export const published = withId.extend({ url: z.string().catch('') });

/** Makes the draft, which nobody but the site's writers sees; one that is there already by its slug is taken. */
export const draftStep: Step = {
  name: DRAFT,
  kind: 'prepare',
  phase: 'arm',
  effect: 'repeatable',
  run: async (io) => {
    const known = readProgress(io.progress, DRAFT, withId);
    const id = known?.id ?? (await findDraft(io)) ?? (await makeDraft(io));
    return { state: 'done', output: { id } };
  },
};

async function findDraft(io: StepIo): Promise<string | null> {
  const { data } = await api(io, {
    root: rootOf(io),
    method: 'GET',
    path: '/wp/v2/posts',
    query: { slug: markOf(io), status: ANYWHERE, context: 'edit', _fields: SHORT },
    schema: postRows,
    list: true,
  });
  return data[0]?.id ?? null;
}

async function makeDraft(io: StepIo): Promise<string> {
  const { options, text } = io.content;
  const { above, below } = picturesOf(io);
  const category = stringOption(options, 'category');
  const excerpt = stringOption(options, 'excerpt');
  const tags = tagIds(io);
  const post = {
    status: 'draft',
    slug: markOf(io),
    title: plainTitle(titleOf(io.content)),
    content: articleHtml(text, below),
    ...(excerpt && { excerpt: articleHtml(excerpt) }),
    ...(above && { featured_media: Number(above) }),
    ...(category && { categories: [Number(category)] }),
    ...(tags.length > 0 && { tags: tags.map(Number) }),
  };
  const { data } = await api(io, {
    root: rootOf(io),
    method: 'POST',
    path: '/wp/v2/posts',
    query: { _fields: SHORT },
    body: { json: post },
    schema: postAnswer,
  });
  return data.id;
}

/** Themes print a title as it is stored. */
const plainTitle = (title: string): string => title.replace(/</gu, '&lt;').replace(/>/gu, '&gt;');

/**
 * Publishes the draft under its own address: the second time the site changes nothing (measured: same post, same
 * instant). A draft that somebody has removed is made anew.
 */
export const publishStep: Step = {
  name: PUBLISH,
  kind: 'publish',
  phase: 'fire',
  effect: 'keyed',
  run: async (io) => {
    const { id } = requireProgress(io.progress, DRAFT, withId);
    const { data } = await api(io, {
      root: rootOf(io),
      method: 'POST',
      path: `/wp/v2/posts/${id}`,
      query: { _fields: SHORT },
      body: { json: { status: 'publish', slug: slugIn(io.content) } },
      schema: postAnswer,
      visible: true,
      failure(response, body) {
        const failure = wordpressFailure(response, body);
        if (failure?.code !== GONE) return failure;
        return { ...failure, class: 'transient', restartFrom: DRAFT };
      },
    });
    if (data.status === 'publish') return { state: 'done', output: { id: data.id, url: data.link } };
    throw new PlatformError({
      class: 'unknown',
      cause: 'unconfirmed',
      code: 'not_published',
      message: `the site keeps the post as ${data.status}`,
      refused: false,
      hint: 'may_be_live',
    });
  },
};

/** There is no such post. */
export const GONE = 'rest_post_invalid_id';
