import { Button } from '@mantine/core';
import { IconFiles } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { newId } from '../../shared/device/ids';
import { useMay } from '../../shared/session/use-me';
import { EmptyState, ErrorNote, Rows } from '../../shared/ui/notes';
import { Page } from '../../shared/ui/page';
import { PrimaryLink } from '../../shared/ui/primary-button';
import { besideList } from './address';
import { ListFilters } from './list-filters';
import { PostRow } from './post-row';
import classes from './posts.module.css';
import { useListState } from './use-list-state';
import { usePosts } from './use-posts';

/** All posts in any state, with or without a date; a post opens beside the list. */
export default function PostsScreen({ selected }: { selected: string | null }) {
  const { t } = useTranslation();
  const mayWrite = useMay('post.write');
  const { state, change } = useListState();
  const { search } = useLocation();
  const list = usePosts(state);
  const posts = list.data?.pages.flatMap((page) => page.items);
  const beside = besideList(new URLSearchParams(search));
  const filtered = state.q !== '' || state.states.length > 0 || state.undated;
  return (
    <div className={classes.screen}>
      <Page
        title={t('desk.posts')}
        lead={t('desk.lead')}
        actions={
          mayWrite && (
            <PrimaryLink
              to={{ pathname: '/posts/new', search: beside }}
              state={{ session: `new-${newId()}` }}
            >
              {t('nav.newPost')}
            </PrimaryLink>
          )
        }
      >
        <ListFilters state={state} change={change} />
        {list.error && <ErrorNote error={list.error} onRetry={() => void list.refetch()} />}
        {list.isPending && <Rows count={8} height={48} />}
        <div role="status">
          {posts?.length === 0 && (
            <EmptyState icon={<IconFiles size={40} stroke={1.2} />}>
              {t(filtered ? 'desk.none' : 'desk.noneYet')}
            </EmptyState>
          )}
        </div>
        {posts && posts.length > 0 && (
          <ul className={classes.list} aria-label={t('desk.list')} aria-busy={list.isPlaceholderData}>
            {posts.map((post) => (
              <PostRow key={post.id} post={post} search={beside} selected={post.id === selected} />
            ))}
          </ul>
        )}
        {list.hasNextPage && (
          <Button
            variant="default"
            mt="md"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t('loadMore')}
          </Button>
        )}
      </Page>
    </div>
  );
}
