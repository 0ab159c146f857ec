import { Controller, Sse } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { endWith, filter, ignoreElements, interval, map, merge, type Observable, takeUntil } from 'rxjs';
import { Access, type Principal, Who } from '#lib/identity';
import { type Change, Changes } from './changes.service.js';

interface Event {
  type?: string;
  data: string | object;
}

/** Keeps proxies from closing a quiet stream, ms. */
const HEARTBEAT_MS = 25_000;

function toEvent({ table, id, postId }: Change): Event {
  if (table === 'notification') return { type: 'notification.changed', data: {} };
  return table === 'post'
    ? { type: 'post.changed', data: { id } }
    : { type: 'publication.changed', data: { id, postId } };
}

@ApiTags('events')
@Controller('api/v1/events')
export class EventsController {
  constructor(private readonly changes: Changes) {}

  /**
   * `post.changed` {id} and `publication.changed` {id, postId} of the person's organisation, `notification.changed` {} of
   * their own: what to read again. Ends when the process stops; browsers connect again by themselves.
   */
  @Sse()
  @Access('viewer')
  stream(@Who() who: Principal): Observable<Event> {
    const changes = this.changes.stream.pipe(
      filter((change) => change.organisationId === who.organisationId),
      filter((change) => change.table !== 'notification' || change.id === who.userId),
      map(toEvent),
    );
    const closing = this.changes.stream.pipe(ignoreElements(), endWith(null));
    const pings = interval(HEARTBEAT_MS).pipe(map((): Event => ({ type: 'ping', data: '' })));
    return merge(changes, pings).pipe(takeUntil(closing));
  }
}
