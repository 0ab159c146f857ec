import type { Admitted, Reply } from '../core/exchange.js';
import { graphError, invalid } from '../graph/errors.js';
import { arrived, newFilm, type Reel, requireUploaded, showFilm } from './reels.js';
import type { Facebook } from './store.js';

/** Largest chunk that is asked for, bytes: small, so that short films come in several. */
const CHUNK = 64 * 1_024;

/** A video of any shape whose chunks arrive one after another. */
export interface Session {
  id: string;
  filmId: string;
  bytes: number;
}

/** `POST /{page}/videos` (Graph API, Page Videos): start, transfer chunk by chunk, finish, which publishes. */
export async function videos(facebook: Facebook, call: Admitted): Promise<Reply> {
  facebook.page(call);
  switch (call.params.get('upload_phase')?.toLowerCase()) {
    case 'start':
      return start(facebook, call);
    case 'transfer':
      return transfer(facebook, call);
    case 'finish':
      return finish(facebook, call);
    default:
      throw invalid('Param upload_phase must be one of {START, TRANSFER, FINISH, CANCEL}');
  }
}

const sessionIdOf = (film: Reel): string => `7${film.id}`;
const offsets = (start: number, bytes: number) => ({
  start_offset: String(start),
  end_offset: String(Math.min(bytes, start + CHUNK)),
});

function start(facebook: Facebook, call: Admitted): Reply {
  const bytes = Number(call.params.get('file_size'));
  if (!Number.isInteger(bytes) || bytes <= 0) throw invalid('Param file_size must be a positive integer');
  const film = newFilm(facebook, call, 'video');
  facebook.sessions.put({ id: sessionIdOf(film), filmId: film.id, bytes });
  const body = { video_id: film.id, upload_session_id: sessionIdOf(film), ...offsets(0, bytes) };
  return { status: 200, body };
}

async function transfer(facebook: Facebook, call: Admitted): Promise<Reply> {
  const { film, session } = known(facebook, call);
  const chunk = call.params.files.find(({ field }) => field === 'video_file_chunk')?.bytes;
  if (!chunk) throw graphError({ code: 6000, subcode: 1363020, message: 'There was no file in the request' });
  if (Number(call.params.get('start_offset')) !== film.received) {
    throw graphError({ code: 6001, subcode: 1363037, message: 'The start offset is wrong' });
  }
  film.parts.push(facebook.sandboxState.media.save(chunk));
  film.received += chunk.length;
  facebook.reels.put(film);
  if (film.received >= session.bytes) {
    const parts = await Promise.all(film.parts.map((part) => facebook.sandboxState.media.read(part)));
    arrived(facebook, call, film, Buffer.concat(parts.flatMap((part) => part ?? [])));
  }
  return { status: 200, body: offsets(film.received, session.bytes) };
}

/** Ends the upload; the session is no more then. */
function finish(facebook: Facebook, call: Admitted): Reply {
  const { film } = known(facebook, call);
  requireUploaded(film);
  if (film.finishedAt !== null) throw expired();
  showFilm(facebook, call, film, film.id);
  return { status: 200, body: { success: true } };
}

function known(facebook: Facebook, call: Admitted): { film: Reel; session: Session } {
  const session = facebook.sessions.get(call.params.get('upload_session_id') ?? '');
  const film = session && facebook.reels.get(session.filmId);
  if (!session || film?.account !== call.account.id) throw expired();
  return { film, session };
}

const expired = () => graphError({ code: 6000, subcode: 1363041, message: 'The upload session has expired' });
