import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PLATFORM_NAMES, type Platform } from '#rules/platforms';
import type { Media } from '../../shared/api/types';
import { useLanguage } from '../../shared/i18n/use-language';
import { cropsOf, type Crop } from './crops';
import { FocusFrame } from './focus-frame';
import classes from './focus.module.css';
import { useFocus } from './use-focus';

interface EditorProps {
  medium: Media;
  /** Networks to show; all of them when absent. */
  platforms?: readonly Platform[] | undefined;
}

/** Sets a picture's focal point, and shows each network's crop. */
export function FocusEditor({ medium, platforms }: EditorProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { focus, move, keep, error } = useFocus(medium);
  const crops = cropsOf(medium, focus, platforms);
  const whole = crops.filter(({ part }) => !part).map(({ platform }) => PLATFORM_NAMES[platform]);
  return (
    <section className={classes.editor} aria-label={t('media.focus')}>
      <FocusFrame medium={medium} focus={focus} onMove={move} onKeep={keep} />
      <p className={classes.hint}>{t('media.focusHint')}</p>
      <div className={classes.crops}>
        {crops.map((crop) => (
          <CropFigure key={crop.platform} medium={medium} crop={crop} />
        ))}
      </div>
      {whole.length > 0 && (
        <p className={classes.hint}>
          {t('media.focusWhole', { networks: new Intl.ListFormat(language).format(whole) })}
        </p>
      )}
      {error && (
        <p role="alert" className={classes.error}>
          {error}
        </p>
      )}
      <Button
        size="compact-sm"
        variant="default"
        className={classes.centre}
        disabled={focus === null}
        onClick={() => keep(null)}
      >
        {t('media.focusCentre')}
      </Button>
    </section>
  );
}

/** A network's crop of the picture, at its ratio. */
function CropFigure({ medium, crop: { platform, part } }: { medium: Media; crop: Crop }) {
  const { t } = useTranslation();
  if (!part) return null;
  const percent = (share: number): string => `${share * 100}%`;
  return (
    <figure className={classes.crop}>
      <span className={classes.window} style={{ aspectRatio: part.width / part.height }}>
        <img
          src={medium.thumbnailUrl ?? medium.url}
          alt=""
          style={{
            width: percent(medium.width / part.width),
            height: percent(medium.height / part.height),
            left: percent(-part.left / part.width),
            top: percent(-part.top / part.height),
          }}
        />
      </span>
      <figcaption>{t('media.cropOn', { network: PLATFORM_NAMES[platform] })}</figcaption>
    </figure>
  );
}
