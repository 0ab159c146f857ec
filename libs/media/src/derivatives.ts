import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { Database, type Queryable } from '#lib/database';
import type { ImageRecipe, MediaFacts, VideoRecipe } from '#lib/platforms';
import { noteDerivative } from './derivatives.repository.js';
import { storageFull } from './inspect.js';
import { type MediaVariant, MediaStorage } from './media-storage.js';
import { HelperEnded } from './opening/helper-process.js';
import { FileOpener } from './opening/file-opener.js';
import { TaskFailed, type PerformTask } from './opening/tasks.js';

/** Most recorded derivatives that are cached. */
const MOST_NOTED = 10_000;

/** No JPEG quality makes this image small enough. */
export class DerivativeTooLarge extends Error {}

/** The file has content that cannot be converted, or is too much for the converter. */
export class UnusableMedium extends Error {}

/** Types that also have a stored version which more programs can read; derivatives are made from that version. */
export const HAS_SHOWN = new Set(['image/heic']);

/**
 * Makes what a network gets instead of an original, once: a derivative is stored under the hash of its source and
 * recipe, and every later request, in any process, gets the stored one.
 */
@Injectable()
export class Derivatives {
  /** Derivatives in the making in this process: a thousand publications of one picture wait for one. */
  readonly #making = new Map<string, Promise<void>>();
  /** Derivatives recorded by this process: one query for a thousand publications. */
  readonly #noted = new Set<string>();

  constructor(
    private readonly storage: MediaStorage,
    @Inject(Database) private readonly database: Queryable,
    @Inject(FileOpener) private readonly opener: { perform: PerformTask },
  ) {}

  /**
   * The facts of the derivative; it is stored under its `sha256`.
   * @throws DerivativeTooLarge
   * @throws UnusableMedium
   */
  async image(organisationId: string, medium: MediaFacts, recipe: ImageRecipe): Promise<MediaFacts> {
    const made = await this.#derive(organisationId, medium, recipe, (source, target) =>
      this.opener.perform('image.derive', { source, recipe, target }),
    );
    const { mime, width, height } = recipe;
    return { ...medium, mime, width, height, ...made };
  }

  /**
   * As `image`, for a video.
   * @throws UnusableMedium
   */
  async video(organisationId: string, medium: MediaFacts, recipe: VideoRecipe): Promise<MediaFacts> {
    const made = await this.#derive(organisationId, medium, recipe, (source, target) =>
      this.opener.perform('video.rewrite', { source, target }),
    );
    const { video } = medium;
    return {
      ...medium,
      mime: 'video/mp4',
      ...(video ? { video: { ...video, fastStart: true, located: false } } : {}),
      ...made,
    };
  }

  async #derive(
    organisationId: string,
    { sha256: source, mime }: MediaFacts,
    recipe: ImageRecipe | VideoRecipe,
    write: Write,
  ): Promise<{ bytes: number; sha256: string }> {
    const sha256 = createHash('sha256')
      .update(JSON.stringify([source, recipe]))
      .digest('hex');
    await this.#note(organisationId, source, sha256);
    const known = await this.storage.size(organisationId, sha256);
    if (known === null) {
      const variant = HAS_SHOWN.has(mime) ? 'shown' : 'original';
      await this.#once(`${organisationId}/${sha256}`, () =>
        this.#make(organisationId, { source, variant, sha256 }, write),
      );
    }
    const bytes = known ?? (await this.storage.size(organisationId, sha256));
    if (bytes === null) throw new Error(`Derivative ${sha256} vanished while it was made`);
    return { bytes, sha256 };
  }

  /**
   * Recorded before the file exists, and again for files older than these records, so that derivatives are removed
   * with their medium.
   */
  async #note(organisationId: string, source: string, sha256: string): Promise<void> {
    const key = `${organisationId}/${sha256}`;
    if (this.#noted.has(key)) return;
    await noteDerivative(this.database, organisationId, source, sha256);
    if (this.#noted.size >= MOST_NOTED) this.#noted.clear();
    this.#noted.add(key);
  }

  async #once(key: string, make: () => Promise<void>): Promise<void> {
    const making = this.#making.get(key) ?? make().finally(() => this.#making.delete(key));
    this.#making.set(key, making);
    return making;
  }

  async #make(
    organisationId: string,
    { source, variant, sha256 }: { source: string; variant: MediaVariant; sha256: string },
    write: Write,
  ): Promise<void> {
    const file = await this.storage.newFile();
    try {
      await this.storage.lend(organisationId, source, (path) => write(path, file), variant);
      await this.storage.keep(file, organisationId, sha256);
    } catch (error) {
      throw told(error);
    } finally {
      await rm(file, { force: true });
    }
  }
}

type Write = (source: string, target: string) => Promise<unknown>;

function told(error: unknown): unknown {
  if (error instanceof TaskFailed) {
    if (error.failure === 'too_heavy') return new DerivativeTooLarge(error.message);
    return error.failure === 'no_space' ? storageFull() : new UnusableMedium(error.message);
  }
  // A process that was ended because this process stops says nothing about the file.
  return error instanceof HelperEnded && error.end !== 'ended' ? new UnusableMedium(error.message) : error;
}
