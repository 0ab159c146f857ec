import { Select, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { capabilitiesOf, type OptionRule } from '#rules/platforms';
import { localeOf } from '../../shared/dates/format';
import { useLanguage } from '../../shared/i18n/use-language';
import { ProblemList } from './problem-list';
import type { Composed } from './composition';
import classes from './composer.module.css';

type Options = Record<string, string | boolean | number>;

interface FieldsProps {
  composed: Composed;
  values: Options;
  disabled: boolean;
  onChange: (options: Options) => void;
}

/** The network's own options, built from its capabilities. Nothing is preselected. */
export function OptionFields({ composed, values, disabled, onChange }: FieldsProps) {
  const { t } = useTranslation();
  const { platform } = composed.channel;
  const rules = capabilitiesOf(platform).options;
  if (rules.length === 0) return null;
  const set = (key: string, value: string | boolean): void => {
    const next = { ...values, [key]: value };
    if (value === '') delete next[key];
    onChange(next);
  };
  return (
    <fieldset className={classes.options}>
      <legend>{t('post.options', { network: t(`platform.${platform}`) })}</legend>
      {rules.map((rule) => (
        <div key={rule.key}>
          <Field
            rule={rule}
            value={values[rule.key]}
            disabled={disabled}
            onChange={(value) => set(rule.key, value)}
          />
          <ProblemList of={[composed]} path={({ path }) => path === `options.${rule.key}`} />
        </div>
      ))}
    </fieldset>
  );
}

interface FieldProps {
  rule: OptionRule;
  value: string | boolean | number | undefined;
  disabled: boolean;
  onChange: (value: string | boolean) => void;
}

function Field({ rule, value, disabled, onChange }: FieldProps) {
  const { t, i18n } = useTranslation();
  // The server may have an option that these catalogues do not name: its key is shown.
  const label = i18n.exists(`post.option.${rule.key}`)
    ? t(`post.option.${rule.key}` as 'post.option.linkTitle')
    : rule.key;
  if (rule.kind === 'boolean') {
    return (
      <Switch
        label={label}
        disabled={disabled}
        checked={typeof value === 'boolean' ? value : rule.default}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  }
  const text = typeof value === 'string' ? value : '';
  if (rule.kind === 'text') {
    return (
      <TextInput
        label={label}
        dir="auto"
        description={<Count count={text.length} limit={rule.max} />}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        readOnly={disabled}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return (
    <Select
      label={label}
      placeholder={t('post.choose')}
      disabled={disabled}
      value={text || rule.default}
      onChange={(next) => onChange(next ?? '')}
      data={rule.values.map((v) => ({
        value: v,
        label: t(`post.optionValue.${v}` as 'post.optionValue.SELF_ONLY'),
      }))}
    />
  );
}

/** Used share of a network's limit. A text that is too long is reported, not cut. */
function Count({ count, limit }: { count: number; limit: number }) {
  const { t } = useTranslation();
  const number = new Intl.NumberFormat(localeOf(useLanguage()));
  const values = { count, limit };
  return (
    <span className={classes.optionCount} data-over={count > limit || undefined}>
      <span className="tabular" aria-hidden>{`${number.format(count)} / ${number.format(limit)}`}</span>
      <span className="visually-hidden">{t('field.countWords', values)}</span>
    </span>
  );
}
