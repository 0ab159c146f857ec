import { Controller, Req, Sse, UseGuards } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import {
  concatMap,
  debounceTime,
  defer,
  endWith,
  filter,
  from,
  ignoreElements,
  interval,
  map,
  merge,
  Observable,
  of,
  takeUntil,
} from 'rxjs';
import { Access, Authenticator, CallerCache, type Principal, Who } from '#lib/identity';
import { Does, DomainError } from '#lib/kernel';
import { type Change, Changes } from './changes.service.js';
import { OpenStreams } from './open-streams.js';
import { ChangeVisibility } from './change-visibility.js';

interface Event {
  type?: string;
  data: string | object;
}

/**
 * Interval that keeps proxies from closing a quiet stream, and after which an expired session ends its stream, ms.
 */
const HEARTBEAT_MS = 25_000;
/** Changes of rights come in bursts; one check per this interval, ms. */
const TOGETHER_MS = 100;

function toEvent({ table, id, postId }: Change): Event {
  if (table === 'notification') return { type: 'notification.changed', data: {} };
  return table === 'post'
    ? { type: 'post.changed', data: { id } }
    : { type: 'publication.changed', data: { id, postId } };
}

@ApiTags('events')
@Controller('api/v1/events')
export class EventsController {
  constructor(
    private readonly changes: Changes,
    private readonly visibility: ChangeVisibility,
    private readonly authenticator: Authenticator,
    private readonly cache: CallerCache,
  ) {}

  /**
   * `post.changed` {id} and `publication.changed` {id, postId} of what the person sees, `notification.changed` {} of
   * their own: what to read again. The stream ends with the session, the key or the membership, when the process
   * stops, and when it missed changes; browsers reconnect by themselves and read everything again. Ten at a time per
   * person.
   */
  @Sse()
  @Does('Streams what changes (server-sent events)')
  @ApiResponse({
    status: 200,
    description: 'Events for as long as the connection stands: what to read again.',
  })
  @Access('account.read')
  @UseGuards(OpenStreams)
  stream(@Who() asking: Principal, @Req() request: Request): Observable<Event> {
    let who = asking;
    const changes = this.changes.stream.pipe(
      filter((change) => change.organisationId === who.organisationId),
      filter((change) => change.table !== 'notification' || change.id === who.userId),
      concatMap((change) =>
        change.table === 'notification'
          ? [change]
          : from(this.visibility.sees(who, change).catch(() => false)).pipe(
              filter(Boolean),
              map(() => change),
            ),
      ),
      map(toEvent),
    );
    const heartbeat = interval(HEARTBEAT_MS);
    const pings = heartbeat.pipe(map((): Event => ({ type: 'ping', data: '' })));
    const rightsChanged = new Observable<void>((subscriber) =>
      this.cache.onForgotten(() => subscriber.next()),
    );
    // Also checked at once, because a change between the guard and this line was not seen.
    const over = merge(rightsChanged.pipe(debounceTime(TOGETHER_MS)), heartbeat, of(0)).pipe(
      concatMap(() =>
        defer(async () => {
          const still = await this.#again(request, who);
          if (still) who = still;
          return still === null;
        }),
      ),
      filter(Boolean),
    );
    const closing = this.changes.stream.pipe(ignoreElements(), endWith(null));
    return merge(changes, pings).pipe(takeUntil(merge(closing, over, this.changes.missed)));
  }

  /** The caller as of now; null once they have no access. An unavailable database does not end the stream. */
  async #again(request: Request, before: Principal): Promise<Principal | null> {
    // Disconnected before anything listened for it.
    if (request.socket.destroyed) return null;
    try {
      const now = await this.authenticator.authenticate(request);
      const same = now?.userId === before.userId && now.organisationId === before.organisationId;
      return same && !now.pending ? now : null;
    } catch (error) {
      return error instanceof DomainError && error.status < 500 ? null : before;
    }
  }
}
