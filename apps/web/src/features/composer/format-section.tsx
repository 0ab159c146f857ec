import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../shared/api/lists';
import { FormatMark } from '../../shared/ui/format-mark';
import classes from './composer.module.css';
import type { Composition } from './composition';

interface FormatProps {
  value: string | null;
  composition: Composition;
  disabled: boolean;
  onChange: (id: string | null) => void;
}

const NONE = 'none';

/** The format with its baseline, which is shown but not editable. */
export function FormatSection({ value, composition, disabled, onChange }: FormatProps) {
  const { t } = useTranslation();
  const formats = useFormats().data ?? [];
  const { format, baseline } = composition;
  return (
    <div>
      <Select
        label={t('post.format')}
        disabled={disabled}
        value={value ?? NONE}
        leftSection={format && <FormatMark format={format} />}
        onChange={(next) => onChange(next === NONE ? null : next)}
        data={[
          { value: NONE, label: t('post.noFormat') },
          ...formats.map((f) => ({ value: f.id, label: f.name })),
        ]}
      />
      {format && (
        <div className={classes.baseline}>
          <p className={classes.hint}>{t('post.baseline')}</p>
          <p className={classes.wording} dir="auto">
            {baseline ?? t('post.baselineNone')}
          </p>
          {baseline && <p className={classes.hint}>{t('post.baselineGoverned')}</p>}
        </div>
      )}
    </div>
  );
}
