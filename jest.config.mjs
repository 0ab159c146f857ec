import { readFileSync } from 'node:fs';

const swc = JSON.parse(readFileSync(new URL('.swcrc', import.meta.url), 'utf8'));
delete swc.$schema;

const base = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleFileExtensions: ['js', 'ts', 'tsx', 'json', 'mjs', 'cjs'],
  transform: { '^.+\\.tsx?$': ['@swc/jest', { ...swc, swcrc: false }] },
  moduleNameMapper: {
    '^#lib/kernel/config$': '<rootDir>/libs/kernel/src/config/config.ts',
    '^#lib/database/embedded$': '<rootDir>/libs/database/src/embedded/index.ts',
    '^#lib/publishing/engine$': '<rootDir>/libs/publishing/src/engine/index.ts',
    '^#lib/(.*)$': '<rootDir>/libs/$1/src/index.ts',
    '^#rules/(.*)$': '<rootDir>/libs/$1/src/rules/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist'],
  setupFiles: ['<rootDir>/test/support/deny-network.ts'],
};

/** @type {import('jest').Config} */
export default {
  testTimeout: 60_000,
  testSequencer: './scripts/lib/long-first.mjs',
  projects: [
    {
      ...base,
      displayName: 'unit',
      testMatch: ['<rootDir>/{apps,libs,test/unit}/**/*.spec.ts'],
      testPathIgnorePatterns: ['\\.medium\\.spec\\.ts$', '<rootDir>/dist'],
    },
    {
      ...base,
      displayName: 'medium',
      testMatch: ['<rootDir>/{apps,libs,test/medium,test/contract,test/e2e,test/chaos}/**/*.spec.ts'],
      testPathIgnorePatterns: ['<rootDir>/(apps|libs)/(?!.*\\.medium\\.spec\\.ts$)', '<rootDir>/dist'],
      globalSetup: '<rootDir>/test/support/global-setup.mjs',
      globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
    },
    {
      ...base,
      displayName: 'long',
      testMatch: ['<rootDir>/test/long/**/*.spec.ts'],
      globalSetup: '<rootDir>/test/support/global-setup.mjs',
      globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
    },
    {
      ...base,
      displayName: 'browser',
      testMatch: ['<rootDir>/test/browser/**/*.spec.ts'],
      globalSetup: '<rootDir>/test/support/global-setup.mjs',
      globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
    },
    {
      ...base,
      displayName: 'real',
      testMatch: ['<rootDir>/test/real/**/*.spec.ts'],
    },
  ],
};
