import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { settingsShape } from '#lib/kernel';
import { PLATFORMS } from '#rules/platforms';

interface Service {
  environment?: Record<string, string>;
  healthcheck?: object;
  read_only?: boolean;
}
const compose = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
  services: Record<string, Service>;
};

/** What a container decides itself, or what belongs to rehearsals and to npm start alone. */
const NOT_PASSED = new Set([
  'NODE_ENV',
  'LINEUP_FAILPOINT',
  'SANDBOX_ORIGIN',
  'DEMONSTRATION',
  'DATABASE_EMBEDDED',
]);

describe('docker-compose.yml', () => {
  it.each(['api', 'worker', 'migrate'])(
    'passes every setting to the %s: key rotation and mail were left out',
    (name) => {
      const passed = Object.keys(compose.services[name]?.environment ?? {});
      const missing = Object.keys(settingsShape(PLATFORMS)).filter(
        (setting) => !NOT_PASSED.has(setting) && !passed.includes(setting),
      );
      expect(missing).toEqual([]);
    },
  );

  it('knows no setting that Lineup does not know', () => {
    const known = new Set([...Object.keys(settingsShape(PLATFORMS)), 'NODE_OPTIONS']);
    for (const name of ['api', 'worker', 'migrate']) {
      const unknown = Object.keys(compose.services[name]?.environment ?? {}).filter((one) => !known.has(one));
      expect(unknown).toEqual([]);
    }
  });

  it('has no default password, and no superuser for Lineup', () => {
    const text = readFileSync('docker-compose.yml', 'utf8');
    expect(text).not.toMatch(/(?:PASSWORD|SECRET|TOKEN)\}?: [^$\s'"{[][^\n]*/u);
    expect(compose.services['migrate']?.environment?.['DATABASE_URL']).toMatch(/^postgres:\/\/lineup:\$\{/u);
    expect(readFileSync('deploy/owner.sh', 'utf8')).not.toMatch(/\bSUPERUSER/u);
  });

  it('checks the health of what serves, and runs it on a file system that nobody writes to', () => {
    for (const name of ['postgres', 'redis', 'api']) {
      expect(compose.services[name]?.healthcheck).toBeDefined();
    }
    for (const name of ['api', 'worker', 'migrate']) expect(compose.services[name]?.read_only).toBe(true);
  });
});

describe('the Docker image', () => {
  it('is of the Node.js of long-term support that a test starts Lineup with', () => {
    const { optionalDependencies: tried } = JSON.parse(
      readFileSync('test/node-lts/package.json', 'utf8'),
    ) as {
      optionalDependencies: Record<string, string>;
    };
    const bases = [...readFileSync('Dockerfile', 'utf8').matchAll(/^FROM node:(\d+)-/gmu)].map(
      ([, major]) => major,
    );
    const majors = Object.values(tried).map((version) => version.split('.')[0]);
    expect(bases).toHaveLength(2);
    expect(new Set([...bases, ...majors]).size).toBe(1);
  });
});

describe('the alert rules', () => {
  const { groups } = parse(readFileSync('deploy/alerts.yml', 'utf8')) as {
    groups: { rules: { alert: string; expr: string; annotations: { summary?: string } }[] }[];
  };
  const served = [
    'apps/api/src/health/metrics.controller.ts',
    'apps/api/src/health/request-metrics.ts',
    'libs/publishing/src/engine/follow/metrics.ts',
  ]
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/'(lineup_[a-z_]+)'/gu)])
    .map(([, name]) => name);

  it('ask for metrics that exist, and say what they mean', () => {
    for (const { alert, expr, annotations } of groups.flatMap(({ rules }) => rules)) {
      const asked = [...expr.matchAll(/lineup_[a-z_]+/gu)].map(([name]) =>
        name.replace(/_(?:bucket|count|sum)$/u, ''),
      );
      expect([alert, asked.filter((name) => !served.includes(name))]).toEqual([alert, []]);
      expect(annotations.summary).toBeTruthy();
    }
  });
});
