import { Button, FileButton, SegmentedControl, Select } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ACCEPTED_FILES } from '#rules/media';
import type { MediaKind } from '../../shared/queries';
import { useMay } from '../../shared/session/use-me';
import type { Media } from '../../shared/api/types';
import { EmptyState, ErrorNote, Rows } from '../../shared/ui/notes';
import { Page } from '../../shared/ui/page';
import { PrimaryButton } from '../../shared/ui/primary-button';
import { UploadList } from '../composer/upload-list';
import { useUploads } from '../composer/use-uploads';
import classes from './media.module.css';
import { ImportField } from './import-field';
import { MediaDialog } from './media-dialog';
import { Thumb } from './thumb';
import { useEstablishmentsWhere } from '../../shared/session/use-establishments-where';
import { useLibrary } from './use-library';

/** The media library. */
export default function MediaScreen() {
  const { t } = useTranslation();
  const mayWrite = useMay('media.write');
  const [kind, setKind] = useState<MediaKind | 'all'>('all');
  const [open, setOpen] = useState<Media | null>(null);
  const library = useLibrary(kind === 'all' ? null : kind);
  const establishments = useEstablishmentsWhere('media.write') ?? [];
  const [establishment, setEstablishment] = useState<string | null>(null);
  const into = establishment ?? establishments[0]?.id;
  const { uploads, add, dismiss } = useUploads(() => undefined, into);
  const media = library.data?.pages.flatMap((page) => page.items);
  // The establishment is only shown when media belong to several.
  const several = new Set(media?.map(({ establishmentId }) => establishmentId)).size > 1;
  return (
    <Page
      title={t('media.title')}
      lead={t('media.lead')}
      actions={
        mayWrite && (
          <FileButton multiple accept={ACCEPTED_FILES} onChange={(files) => void add(files)}>
            {(props) => <PrimaryButton {...props}>{t('media.upload')}</PrimaryButton>}
          </FileButton>
        )
      }
    >
      <SegmentedControl<MediaKind | 'all'>
        mb="md"
        aria-label={t('media.kind')}
        value={kind}
        onChange={setKind}
        data={(['all', 'image', 'video'] as const).map((value) => ({ value, label: t(`media.${value}`) }))}
      />
      {mayWrite && establishments.length > 1 && (
        <Select
          mb="md"
          maw={360}
          searchable
          allowDeselect={false}
          label={t('media.establishment')}
          description={t('media.establishmentHint')}
          value={into ?? null}
          data={establishments.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setEstablishment}
        />
      )}
      {mayWrite && <ImportField establishmentId={into} />}
      <UploadList uploads={uploads} onDismiss={dismiss} />
      {library.error && <ErrorNote error={library.error} onRetry={() => void library.refetch()} />}
      {library.isPending && <Rows count={2} height={200} />}
      {media?.length === 0 && (
        <EmptyState icon={<IconPhoto size={40} stroke={1.2} />}>{t('media.empty')}</EmptyState>
      )}
      <div className={classes.grid}>
        {media?.map((medium) => (
          <button key={medium.id} type="button" className={classes.choice} onClick={() => setOpen(medium)}>
            <Thumb medium={medium} />
            <span className={classes.name}>{medium.name}</span>
            <span className={classes.sub}>
              {medium.altText || (medium.kind === 'image' ? t('media.altMissing') : '')}
            </span>
            {several && <span className={classes.sub}>{medium.establishmentName}</span>}
          </button>
        ))}
      </div>
      {library.hasNextPage && (
        <Button mt="md" variant="default" onClick={() => void library.fetchNextPage()}>
          {t('loadMore')}
        </Button>
      )}
      <MediaDialog medium={open} onClose={() => setOpen(null)} />
    </Page>
  );
}
