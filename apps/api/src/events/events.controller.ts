import { Controller, Sse } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { filter, interval, map, merge, type Observable } from 'rxjs';
import { Access, type Principal, Who } from '#lib/identity';
import { Changes } from './changes.service.js';

interface Event {
  type?: string;
  data: string | object;
}

/** Keeps proxies from closing a quiet stream, ms. */
const HEARTBEAT_MS = 25_000;

@ApiTags('events')
@Controller('api/v1/events')
export class EventsController {
  constructor(private readonly changes: Changes) {}

  /** `post.changed` {id} and `publication.changed` {id, postId} of the person's organisation: what to read again. */
  @Sse()
  @Access('viewer')
  stream(@Who() who: Principal): Observable<Event> {
    const changes = this.changes.stream.pipe(
      filter((change) => change.organisationId === who.organisationId),
      map(({ table, id, postId }): Event =>
        table === 'post'
          ? { type: 'post.changed', data: { id } }
          : { type: 'publication.changed', data: { id, postId } },
      ),
    );
    return merge(changes, interval(HEARTBEAT_MS).pipe(map((): Event => ({ type: 'ping', data: '' }))));
  }
}
