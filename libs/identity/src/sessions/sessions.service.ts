import { Inject, Injectable } from '@nestjs/common';
import { fromNodeHeaders } from 'better-auth/node';
import type { IncomingHttpHeaders } from 'node:http';
import { Database } from '#lib/database';
import { Clock, notFound, type Page, unavailable } from '#lib/kernel';
import { CallerCache } from '../access/caller-cache.js';
import { AUTH, type Auth, SESSION_SECONDS } from '../auth/auth.js';
import { endOwnSession, endSession, endSessions, findOpenSessions, noteUse } from './sessions.repository.js';

/** A session unused for this long has ended, ms. */
const IDLE_MS = 14 * 86_400_000;
/** Last use is noted at most once per this interval, ms, so that not every request writes. */
const NOTE_MS = 60_000;

export interface OpenSession {
  id: string;
  method: string;
  /** The organisation chosen by the person; null for the one they joined first. */
  organisationId: string | null;
  user: { id: string; name: string; email: string };
}

/** Sessions: found by cookie, listed, ended. An ended session is refused at once by every process. */
@Injectable()
export class SessionsService {
  constructor(
    @Inject(AUTH) private readonly auth: Auth,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly cache: CallerCache,
  ) {}

  /** The session of a cookie; null when there is none, or it was ended, is idle for too long, or too old. */
  async find(headers: IncomingHttpHeaders): Promise<OpenSession | null> {
    if (!headers.cookie) return null;
    const found = await this.auth.api
      .getSession({ headers: fromNodeHeaders(headers) })
      .catch((error: unknown) => {
        // better-auth reports an unavailable database only as an internal error.
        throw (error as { statusCode?: number }).statusCode === 500 ? unavailable() : error;
      });
    if (!found) return null;
    const { session, user } = found;
    const now = this.clock.now().getTime();
    const idle = now - (session.lastSeenAt ?? session.createdAt).getTime();
    if (idle > IDLE_MS || now - session.createdAt.getTime() > SESSION_SECONDS * 1000) {
      await endSession(this.database, session.id);
      this.cache.forget();
      return null;
    }
    if (idle > NOTE_MS) await noteUse(this.database, session.id);
    return {
      id: session.id,
      method: session.method ?? 'password',
      organisationId: session.organisationId ?? null,
      user: { id: user.id, name: user.name, email: user.email },
    };
  }

  async list(userId: string, currentId: string | undefined): Promise<Page<object>> {
    const rows = await findOpenSessions(this.database, userId);
    return {
      nextCursor: null,
      items: rows.map((row) => ({
        id: row.id,
        device: (row.userAgent ?? '').slice(0, 200),
        address: row.ipAddress ?? '',
        method: row.method,
        createdAt: row.createdAt.toISOString(),
        lastSeenAt: row.lastSeenAt.toISOString(),
        expiresAt: row.expiresAt.toISOString(),
        current: row.id === currentId,
      })),
    };
  }

  /** @throws DomainError 404 for an unknown session, and for somebody else's */
  async endOne(userId: string, id: string): Promise<void> {
    const ended = await endOwnSession(this.database, userId, id);
    this.cache.forget();
    if (!ended) throw notFound('session');
  }

  /**
   * @param keptId the one that stays
   * @returns how many were ended
   */
  async endAll(userId: string, keptId?: string): Promise<number> {
    const ended = await endSessions(this.database, userId, keptId ?? null);
    this.cache.forget();
    return ended;
  }
}
