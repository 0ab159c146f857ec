import { useMemo } from 'react';
import { useChannels, useFormats } from '../../shared/api/lists';
import { useMediaById } from '../../shared/api/use-media';
import { useLanguage } from '../../shared/i18n/use-language';
import { useZone } from '../../shared/session/use-me';
import { todayIn } from '../../shared/dates/today';
import { compose, mediaOf, type Composition } from './composition';
import type { Draft } from './draft';

/** The draft as each of its channels will show it, with what is loaded so far. */
export function useComposition(draft: Draft): Composition {
  const channels = useChannels().data;
  const formats = useFormats().data;
  const media = useMediaById(mediaOf(draft));
  const language = useLanguage();
  const zone = useZone();
  return useMemo(
    () => compose(draft, { channels, formats, media, language, today: todayIn(zone) }),
    [draft, channels, formats, media, language, zone],
  );
}
