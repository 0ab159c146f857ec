import { Select, type SelectProps } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { zoneChoices } from '../dates/zones';
import { useLanguage } from '../i18n/use-language';

interface ZoneProps extends Pick<SelectProps, 'label' | 'className' | 'disabled'> {
  value: string;
  onChange: (zone: string) => void;
}

/** A time zone, found by the name of its city. */
export function ZoneField({ value, onChange, ...rest }: ZoneProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const zones = useMemo(() => zoneChoices(language), [language]);
  return (
    <Select
      label={t('zone.label')}
      searchable
      limit={40}
      data={zones}
      value={value}
      onChange={(zone) => zone && onChange(zone)}
      {...rest}
    />
  );
}
