import type { PostMedia } from '../core/posts.js';
import type { SandboxState } from '../core/sandbox-state.js';

/** What the containers of all networks on the Graph API have. */
export interface GraphContainer {
  id: string;
  altText: string;
  mediaId: string | null;
  children: string[];
  createdAt: number;
  /** Null until its media arrived; may be in the future. */
  readyAt: number | null;
  /** What went wrong with it, in the network's words or numbers. */
  failure: string | number | null;
  /** Id of the published post, which differs from the container's. */
  publishedAs: string | null;
}

export type ContainerStatus = 'IN_PROGRESS' | 'FINISHED' | 'PUBLISHED' | 'ERROR' | 'EXPIRED';

interface Containers {
  get(id: string): GraphContainer | undefined;
}

const LIFE_MS = 86_400_000;

/** A carousel is ready when all its children are, and fails with any of them. */
export function statusOf(containers: Containers, container: GraphContainer, now: number): ContainerStatus {
  if (container.publishedAs !== null) return 'PUBLISHED';
  if (now - container.createdAt > LIFE_MS) return 'EXPIRED';
  if (container.failure !== null) return 'ERROR';
  const children = container.children.map((id) => containers.get(id));
  const states = children.map((child) => (child ? statusOf(containers, child, now) : 'ERROR'));
  if (states.includes('ERROR') || states.includes('EXPIRED')) return 'ERROR';
  if (container.readyAt === null || now < container.readyAt || states.includes('IN_PROGRESS')) {
    return 'IN_PROGRESS';
  }
  return 'FINISHED';
}

/** The media of a post that a container becomes: its own, or its children's. */
export function mediaOf(
  { media }: Pick<SandboxState, 'media'>,
  containers: Containers,
  container: GraphContainer,
): PostMedia[] {
  const parts = container.children.length > 0 ? container.children : [container.id];
  return parts.flatMap((id) => {
    const part = containers.get(id);
    const stored = part?.mediaId ? media.get(part.mediaId) : undefined;
    if (!part || !stored) return [];
    return {
      mediaId: stored.id,
      kind: stored.mime.startsWith('video/') ? ('video' as const) : ('image' as const),
      altText: part.altText,
    };
  });
}
