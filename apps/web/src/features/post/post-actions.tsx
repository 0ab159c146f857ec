import { Button } from '@mantine/core';
import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { Post } from '../../shared/api/types';
import { ErrorNote } from '../../shared/ui/notes';
import { PrimaryLink } from '../../shared/ui/primary-button';
import { useBound } from '../../shared/ui/use-bound';
import { actsOf, type Act } from './acts';
import { ActsMenu } from './acts-menu';
import { AskBefore } from './ask-before';
import classes from './post-view.module.css';
import { useActName } from './use-act-name';
import { useDuplicate } from './use-duplicate';

/** The person's acts on the post: one button, the rest in a menu. */
export function PostActions({ post, failed }: { post: Post; failed: readonly string[] }) {
  const nameOf = useActName();
  const [asking, setAsking] = useState<Act | null>(null);
  const bound = useBound(`${post.state} ${post.revision?.id ?? ''} ${post.dueAt ?? ''} ${failed.join(' ')}`);
  const { search } = useLocation();
  const navigate = useNavigate();
  const duplicate = useDuplicate(post.id);
  const { first, others, destructive } = actsOf(post.may, failed.length);
  const act = (what: Act): void => {
    if (what === 'duplicate') return duplicate.mutate(null);
    if (what === 'again') return duplicate.mutate([...failed]);
    if (what === 'edit') return void navigate({ pathname: `/posts/${post.id}/edit`, search });
    bound.look();
    setAsking(what);
  };
  return (
    <>
      <ErrorNote error={duplicate.error} />
      <div className={classes.actions}>
        <ActsMenu
          others={others}
          destructive={destructive}
          changed={bound.changed}
          onOpen={bound.look}
          onAct={act}
        />
        {first === 'review' && <PrimaryLink to={`/review/${post.id}`}>{nameOf(first)}</PrimaryLink>}
        {first && first !== 'review' && (
          <Button key={first} variant="default" loading={duplicate.isPending} onClick={() => act(first)}>
            {nameOf(first)}
          </Button>
        )}
      </div>
      <AskBefore post={post} act={asking} changed={bound.changed} onClose={() => setAsking(null)} />
    </>
  );
}
