import { TextInput, type TextInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { readTime, showTime } from '../dates/read-time';
import { useLanguage } from '../i18n/use-language';
import { useTyped } from './use-typed';

interface TimeFieldProps extends Omit<TextInputProps, 'value' | 'onChange' | 'error'> {
  /** `HH:mm`, or nothing. */
  value: string;
  onChange: (value: string) => void;
}

/** An hour, written as the chosen language writes it, whatever the browser's own language is. */
export function TimeField({ value, onChange, ...props }: TimeFieldProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { input } = useTyped({
    value,
    sentence: t('field.time'),
    show: (time) => showTime(time, language),
    read: readTime,
    isWhole: (typed) => /^(\d{2}:\d{2}|\d{1,2}:\d{2} ?[ap]m)$/i.test(typed),
    onChange,
  });
  return <TextInput className="tabular" {...props} {...input} />;
}
