import { PlatformError } from './platform-error.js';

/**
 * Asks how an accepted post is doing. That the network refuses the question is no verdict on the post, which may be out: it
 * is asked again.
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
