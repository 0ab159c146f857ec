import { mayAt, type Principal } from '#lib/identity';

/** Who asked for a consent, and alone may bring its answer and choose of its accounts. */
export interface Asker {
  organisationId: string;
  /** The session, the API key, or the link. */
  by: string;
  /** Whether it is the holder of a link, who has no account here. */
  link: boolean;
  /** Whether they may give a new access to a channel of an establishment. @param path from the root to it */
  manages(path: readonly string[]): boolean;
}

/** The session or the key of a request. */
export const askerOf = (who: Principal): Asker => ({
  organisationId: who.organisationId,
  by: who.apiKey ? `key ${who.apiKey.id}` : `session ${who.sessionId ?? who.userId}`,
  link: false,
  manages: (path) => mayAt(who, path, 'channel.manage'),
});
