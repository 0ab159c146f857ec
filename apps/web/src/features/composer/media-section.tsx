import { Button, FileButton } from '@mantine/core';
import { IconPhoto, IconUpload } from '@tabler/icons-react';
import { useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ACCEPTED_FILES } from '#rules/media';
import { useMediaById } from '../../shared/api/use-media';
import { toggled } from '../../shared/ui/toggled';
import { MediaPicker } from '../media/media-picker';
import classes from './composer.module.css';
import { MediaTile } from './media-tile';
import { ProblemList } from './problem-list';
import { movedBy } from './reorder';
import { UploadList } from './upload-list';
import type { Composed } from './composition';
import { useUploads } from './use-uploads';

interface MediaSectionProps {
  label: string;
  ids: readonly string[];
  /** The channels that show these media; their problems are listed below. */
  of: readonly Composed[];
  disabled: boolean;
  /** Gets a function of the present list, because several uploads may end between two renders. */
  onChange: (next: (ids: readonly string[]) => string[]) => void;
}

/** Media in order, with their alternative texts; files are dropped or chosen. */
export function MediaSection({ label, ids, of, disabled, onChange }: MediaSectionProps) {
  const { t } = useTranslation();
  const media = useMediaById(ids);
  const [picking, setPicking] = useState(false);
  const { uploads, add, dismiss } = useUploads(({ id }) => onChange((now) => [...now, id]));
  const platforms = [...new Set(of.map(({ channel }) => channel.platform))];
  const swap = (index: number, by: 1 | -1): void => onChange((now) => movedBy(now, index, by));
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    if (!disabled) void add(event.dataTransfer.files);
  };
  return (
    <section
      className={classes.media}
      aria-label={label}
      onDragOver={(e) => e.preventDefault()}
      onDrop={drop}
    >
      <p className={classes.label}>{label}</p>
      {ids.length > 0 && (
        <ol className={classes.tiles}>
          {ids.map((id, index) => {
            const medium = media.get(id);
            return (
              medium && (
                <MediaTile
                  key={id}
                  medium={medium}
                  first={index === 0}
                  last={index === ids.length - 1}
                  disabled={disabled}
                  platforms={platforms}
                  onMove={(by) => swap(index, by)}
                  onRemove={() => onChange((now) => now.filter((other) => other !== id))}
                />
              )
            );
          })}
        </ol>
      )}
      <UploadList uploads={uploads} onDismiss={dismiss} />
      {!disabled && (
        <div className={classes.mediaActions}>
          <FileButton multiple accept={ACCEPTED_FILES} onChange={(files) => void add(files)}>
            {(props) => (
              <Button {...props} variant="default" leftSection={<IconUpload size={16} aria-hidden />}>
                {t('post.mediaAdd')}
              </Button>
            )}
          </FileButton>
          <Button
            variant="default"
            leftSection={<IconPhoto size={16} aria-hidden />}
            onClick={() => setPicking(true)}
          >
            {t('post.mediaLibrary')}
          </Button>
        </div>
      )}
      <ProblemList of={of} path={({ path }) => /^(media|type)/.test(path)} />
      <MediaPicker
        opened={picking}
        chosen={ids}
        onClose={() => setPicking(false)}
        onToggle={(id) => onChange((now) => toggled(now, id))}
      />
    </section>
  );
}
