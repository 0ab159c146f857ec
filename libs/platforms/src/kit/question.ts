import { PlatformError } from './platform-error.js';

/**
 * Asks for the status of an accepted post. A refused question does not mean that the post was refused: it may be
 * out, so the question is repeated.
 * @throws PlatformError never `permanent`
 */
export async function question<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof PlatformError) || error.detail.class !== 'permanent') throw error;
    throw new PlatformError({ ...error.detail, class: 'transient', refused: false });
  }
}
