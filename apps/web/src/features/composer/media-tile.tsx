import { ActionIcon, TextInput } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconCrop, IconPlayerPlay, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Platform } from '#rules/platforms';
import type { Media } from '../../shared/api/types';
import { isCropped } from '../media/crops';
import { FocusDialog } from '../media/focus-dialog';
import { useAltText } from '../media/use-alt-text';
import classes from './composer.module.css';

interface TileProps {
  medium: Media;
  first: boolean;
  last: boolean;
  disabled: boolean;
  /** Networks that show it, for which the focal point can be chosen. */
  platforms: readonly Platform[];
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}

/** One medium of the post: position, alternative text, removal. */
export function MediaTile({ medium, first, last, disabled, platforms, onMove, onRemove }: TileProps) {
  const { t } = useTranslation();
  const alt = useAltText(medium);
  const { name } = medium;
  const [cropping, setCropping] = useState(false);
  return (
    <li className={classes.tile}>
      <span className={classes.thumb}>
        <img src={medium.thumbnailUrl ?? medium.url} alt="" loading="lazy" />
        {medium.kind === 'video' && <IconPlayerPlay size={24} aria-hidden />}
      </span>
      <TextInput
        className={classes.alt}
        dir="auto"
        label={t('post.altText', { name })}
        description={t('post.altHint')}
        value={alt.value}
        readOnly={disabled || !medium.may.write}
        onChange={(event) => alt.type(event.currentTarget.value)}
        onBlur={alt.save}
        error={alt.error}
      />
      {!disabled && (
        <span className={classes.tileActions}>
          {medium.may.write && isCropped(medium, platforms) && (
            <ActionIcon
              variant="default"
              aria-label={t('post.mediaFocusOf', { name })}
              title={t('post.mediaFocus')}
              onClick={() => setCropping(true)}
            >
              <IconCrop size={16} aria-hidden />
            </ActionIcon>
          )}
          <ActionIcon
            variant="default"
            disabled={first}
            aria-label={t('post.mediaLeft', { name })}
            onClick={() => onMove(-1)}
          >
            <IconArrowLeft size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="default"
            disabled={last}
            aria-label={t('post.mediaRight', { name })}
            onClick={() => onMove(1)}
          >
            <IconArrowRight size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon variant="default" aria-label={t('post.mediaRemove', { name })} onClick={onRemove}>
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </span>
      )}
      <FocusDialog
        medium={medium}
        platforms={platforms}
        opened={cropping}
        onClose={() => setCropping(false)}
      />
    </li>
  );
}
