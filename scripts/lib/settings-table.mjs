const cell = (text) => text.replaceAll('|', '\\|');

/** Value that zod fills in, or none. */
function defaultOf(schema) {
  const parsed = schema.safeParse(undefined);
  // A list or table that is empty by default is no value to show.
  const shown = parsed.success && parsed.data !== undefined && typeof parsed.data !== 'object';
  return shown ? `\`${parsed.data}\`` : '';
}

/**
 * The table of settings for people, out of the schema that reads them; the networks' twins are told in one line each.
 * @param {Record<string, import('zod').ZodType>} shape
 */
export function settingsTable(shape) {
  const rows = Object.entries(shape).map(([name, schema]) => {
    const network = /^([A-Z]+)_API_(ORIGIN|VERSION)$/.exec(name);
    const meaning =
      schema.description ??
      (network
        ? `${network[2] === 'ORIGIN' ? 'Address' : 'Version'} of that network’s API; its own when absent`
        : '');
    return [`\`${name}\``, defaultOf(schema), cell(meaning)];
  });
  const head = ['Setting', 'Default', 'Meaning'];
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i].length)));
  const line = (cells) => `| ${cells.map((text, i) => text.padEnd(widths[i])).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
