import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useParams } from 'react-router';
import { ApiError } from '../../shared/api/api-error';
import type { Post } from '../../shared/api/types';
import { useMay, useZone } from '../../shared/session/use-me';
import { ErrorNote, Rows } from '../../shared/ui/notes';
import { Composer } from '../composer/composer';
import { isFrozen } from '#rules/posts';
import { PostFrame } from './post-frame';
import { PostView } from './post-view';
import { usePost } from './use-post';

const DEFAULT_TIME = '09:00';

/** The open post: an editor while it is a draft, a view afterwards. */
export default function PostPanel() {
  const { t } = useTranslation();
  const { id = 'new', mode } = useParams();
  const { search, state, key } = useLocation();
  const navigate = useNavigate();
  const zone = useZone();
  const mayWrite = useMay('post.write');
  const { data: post, error, refetch } = usePost(id);
  const close = useCallback((): void => void navigate({ pathname: '/', search }), [navigate, search]);
  const read = (sent: Post): void => void navigate({ pathname: `/posts/${sent.id}`, search });

  // A new post gets its address at the first save; the same session keeps the field that is being typed in.
  const session = typeof state?.session === 'string' ? state.session : id;
  const created = (saved: Post): void =>
    void navigate({ pathname: `/posts/${saved.id}/edit`, search }, { replace: true, state: { session } });
  const place = session === id ? `${key} ${id} ${mode ?? ''}` : session;
  const writing = useWriting(place, id === 'new', post, mode);

  if (id === 'new' && !mayWrite) {
    return (
      <PostFrame title={t('post.newTitle')} state={null} onClose={close}>
        <p role="alert">{t('acts.readOnly')}</p>
      </PostFrame>
    );
  }
  if (writing === null || (!writing && !post)) {
    return (
      <PostFrame title={t('post.panel')} state={null} onClose={close}>
        {error ? (
          error instanceof ApiError && error.status === 404 ? (
            <p role="alert">{t('post.none')}</p>
          ) : (
            <ErrorNote error={error} onRetry={() => void refetch()} />
          )
        ) : (
          <Rows count={5} />
        )}
      </PostFrame>
    );
  }
  if (writing) {
    const day = typeof state?.day === 'string' ? state.day : null;
    return (
      <Composer
        key={session}
        post={post ?? null}
        schedule={day ? { localTime: `${day}T${DEFAULT_TIME}`, timeZone: zone } : null}
        onCreated={created}
        onDone={read}
        onClose={close}
      />
    );
  }
  return post && <PostView key={post.id} post={post} onClose={close} />;
}

const isOpenDraft = (post: Post): boolean => !isFrozen(post.state);

/**
 * Whether the post is edited or viewed here; null until it is known. Decided on opening and when the person
 * navigates: another person's act never replaces the editor with its text.
 */
function useWriting(
  place: string,
  isNew: boolean,
  post: Post | undefined,
  mode: string | undefined,
): boolean | null {
  const [decided, setDecided] = useState<{ place: string; writing: boolean } | null>(null);
  if (decided?.place === place) return decided.writing;
  if (!isNew && !post) return null;
  const writing = isNew || (post?.may.edit === true && (mode === 'edit' || isOpenDraft(post)));
  setDecided({ place, writing });
  return writing;
}
