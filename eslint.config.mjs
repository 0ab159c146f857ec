import tseslint from 'typescript-eslint';
import reactHooks from 'eslint-plugin-react-hooks';

/**
 * The house's one-way arrows: a lib may import only what stands to its left. The order is the architecture
 * (docs/architecture.md); a name missing here fails the boundary test.
 */
const LAYERS = [
  ['kernel'],
  ['database', 'queue'],
  ['identity', 'organisation'],
  ['platforms', 'media', 'brand', 'channels'],
  ['posts'],
  ['approvals', 'planning', 'campaigns'],
  ['publishing'],
  ['insights', 'notifications'],
  ['health'],
];

/** What a browser has only over https or on localhost; an installation may be reached by its name over plain http. */
const SECURE_ONLY = [
  ['crypto', 'randomUUID', 'newId() of shared/device/ids works everywhere.'],
  ['crypto', 'subtle', 'It does not exist over plain http.'],
  ['navigator', 'clipboard', 'copyText() of shared/device/clipboard works everywhere.'],
  ...['serviceWorker', 'locks', 'storage', 'credentials', 'mediaDevices', 'geolocation', 'share'].map(
    (name) => [
      'navigator',
      name,
      'It does not exist over plain http: without it, everything must still work.',
    ],
  ),
].map(([object, property, message]) => ({ object, property, message }));
/** Names that would go around it. */
const WHOLE = ['window', 'globalThis', 'self'].flatMap((object) =>
  ['crypto', 'navigator', 'caches'].map((property) => ({
    object,
    property,
    message: `Write ${property} alone.`,
  })),
);

const boundaries = LAYERS.flatMap((layer, index) =>
  layer.map((lib) => ({
    files: [`libs/${lib}/src/**/*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: [
                ...LAYERS.slice(index + 1).flatMap((l) => l.flatMap((l2) => [`#lib/${l2}`, `#rules/${l2}`])),
                `#lib/${lib}`,
                '**/apps/**',
                '**/libs/**',
              ],
              message: 'Arrows point one way: import from a lib further left, through its index.',
            },
          ],
        },
      ],
    },
  })),
);

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', '**/schema.d.ts', '.lineup/**'] },
  ...tseslint.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'off',
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-console': 'error',
      eqeqeq: ['error', 'smart'],
      curly: ['error', 'multi-line', 'consistent'],
    },
  },
  { files: ['scripts/**', 'apps/cli/**', 'test/**'], rules: { 'no-console': 'off' } },
  { files: ['apps/web/**/*.{ts,tsx}'], ...reactHooks.configs.flat.recommended },
  {
    files: ['apps/web/src/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-properties': ['error', ...SECURE_ONLY, ...WHOLE],
      'no-restricted-imports': [
        'error',
        ...[
          ['@mantine/core', 'CopyButton'],
          ['@mantine/hooks', 'useClipboard'],
        ].map(([name, imported]) => ({
          name,
          importNames: [imported],
          message: 'It copies nothing over plain http: CopyButton of shared/ui/copy-button does.',
        })),
      ],
    },
  },
  {
    files: ['libs/*/src/rules/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['@nestjs/*', 'typeorm', 'pg', 'node:*', '#lib/*'],
              message: 'Rules are pure: the web app runs them too.',
            },
          ],
        },
      ],
    },
  },
  ...boundaries,
);
