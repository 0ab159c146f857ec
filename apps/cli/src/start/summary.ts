import { say } from '../say.js';

export interface Summary {
  url: string;
  home: string;
  embedded: boolean;
  /** Password of the demonstration's people; null without demonstration. */
  demoPassword: string | null;
  tookMs: number;
}

export const DEMO_PEOPLE = [
  { email: 'editor@up.example', role: 'editor' },
  { email: 'manager@up.example', role: 'manager' },
  { email: 'admin@up.example', role: 'admin' },
] as const;

/** Prints one block for people, then one line of JSON for scripts. */
export function printSummary({ url, home, embedded, demoPassword, tookMs }: Summary): void {
  const demo = demoPassword !== null;
  const rows: [string, string][] = [
    ['Address', url],
    ...(demo ? ([['Sandbox', `${url}/sandbox   what followers would see`]] as [string, string][]) : []),
    ...(demo ? DEMO_PEOPLE.map(({ email, role }): [string, string] => [role, email]) : []),
    ...(demo ? ([['Password', demoPassword]] as [string, string][]) : []),
    ['Data', embedded ? home : `${home} (media); database: DATABASE_URL`],
    ['Stop', 'Ctrl-C'],
  ];
  const width = Math.max(...rows.map(([label]) => label.length)) + 2;
  say();
  say(`Lineup is ready (${(tookMs / 1000).toFixed(1)} s).`);
  say();
  for (const [label, value] of rows) say(`  ${label.padEnd(width)}${value}`);
  if (!demo) say(`\n  First person: npm run lineup -- user add --email … --name … --organisation …`);
  say();
  say(JSON.stringify({ url, users: demo ? DEMO_PEOPLE : [], password: demoPassword }));
}
