import type { Admitted, Reply } from '../core/exchange.js';
import { receiveVideo } from '../graph/rupload.js';
import { acceptVideo } from './intake.js';
import type { Instagram } from './store.js';

/** The upload host of resumable containers. */
export function receive(instagram: Instagram, call: Admitted): Promise<Reply> {
  const container = instagram.container(call, call.path.node ?? '');
  return receiveVideo(
    instagram.sandboxState,
    call,
    container,
    () => void instagram.containers.put(container),
    (bytes) => acceptVideo(instagram, container, bytes),
  );
}
