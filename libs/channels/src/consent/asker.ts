import type { Principal } from '#lib/identity';

/** Who asked for a consent, and alone may bring its answer and choose of its accounts. */
export interface Asker {
  organisationId: string;
  /** The session, the API key, or the link. */
  by: string;
  /** Whether it is the holder of a link, who has no account here. */
  link?: boolean;
}

/** The session or the key of a request. */
export const askerOf = ({ organisationId, sessionId, apiKey, userId }: Principal): Asker => ({
  organisationId,
  by: apiKey ? `key ${apiKey.id}` : `session ${sessionId ?? userId}`,
});
