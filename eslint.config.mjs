import { readdirSync } from 'node:fs';
import tseslint from 'typescript-eslint';
import reactHooks from 'eslint-plugin-react-hooks';
import { wallsOfTheWeb } from './eslint.web.mjs';

/**
 * The one-way arrows between libs: each imports only what stands before it. The order is the architecture
 * (docs/architecture.md); a lib that is missing here, or a name that is no lib, fails the boundary test.
 */
export const LIBS = [
  'kernel',
  'database',
  'queue',
  'identity',
  'organisation',
  'platforms',
  'media',
  'brand',
  'channels',
  'posts',
  'approvals',
  'planning',
  'publishing',
  'notifications',
  'health',
];

/**
 * The engine's rooms, from the ground up (docs/architecture.md): each imports only what stands before it, by its door.
 */
export const ENGINE_ROOMS = ['claim', 'follow', 'platform', 'read-back', 'act', 'wake'];
const ENGINE = {
  regex: '^#lib/publishing/engine$',
  message: 'The engine runs in the worker: what the API loads takes nothing of it.',
};

const foldersOf = (path) =>
  readdirSync(new URL(path, import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

/** The rooms of networks, and what networks share: a shared room is entered by those it is for. */
const NETWORKS = foldersOf('libs/platforms/src').filter((name) => !['kit', 'meta', 'rules'].includes(name));
const OF_META = ['facebook', 'instagram', 'threads'];
const SHARED_ROOMS = { meta: OF_META, graph: OF_META };

/** Statements stand in `*.repository.ts` and `*.sql.ts`; `libs/database` and the commands of an operator are their own. */
const STATEMENT =
  '^\\s*(SELECT\\s|WITH\\s+\\w+\\s+AS\\s|[Ii][Nn][Ss][Ee][Rr][Tt]\\s+[Ii][Nn][Tt][Oo]\\s|UPDATE\\s+\\S+\\s+(\\w+\\s+)?SET\\s|[Dd][Ee][Ll][Ee][Tt][Ee]\\s+[Ff][Rr][Oo][Mm]\\s|select\\s[^]*\\sfrom\\s|update\\s+\\S+\\s+set\\s|LOCK\\s+TABLE\\s|MERGE\\s+INTO\\s)';
const STATEMENTS = [
  `Literal[value=/${STATEMENT}/]`,
  `TemplateElement[value.raw=/${STATEMENT}/]`,
  "CallExpression[callee.property.name='createQueryBuilder']",
].map((selector) => ({
  selector,
  message: 'A statement stands in a *.repository.ts or a *.sql.ts beside its service.',
}));
/** Values of a statement have names; `"$1"` is a shell's, and that of `replace` a match's. */
const NUMBER = '(?<!")\\$\\d';
const REPLACES = 'CallExpression[callee.property.name=/^replace(All)?$/]';
const NUMBERED = [
  `Literal[value=/${NUMBER}/]:not(${REPLACES} > Literal)`,
  `TemplateElement[value.raw=/${NUMBER}/]:not(${REPLACES} > TemplateLiteral > TemplateElement)`,
].map((selector) => ({
  selector,
  message: 'A statement names its values (:channelId): statement() of libs/database numbers them.',
}));
/** What is said of statements outside of the files that are named after them. */
const UNNAMED = [...STATEMENTS, ...NUMBERED];

/** What rules are told, never find out: a rule gives the same answer to the same question, in the browser too. */
const OUTSIDE = 'Rules are pure: whoever asks hands in the time, the chance and the settings.';
const NOW = [
  "NewExpression[callee.name='Date'][arguments.length=0]",
  "CallExpression[callee.name='Date']",
  "CallExpression[callee.object.name='DateTime'][callee.property.name=/^(local|utc)$/][arguments.length=0]",
].map((selector) => ({ selector, message: OUTSIDE }));
const OUTSIDE_RULES = {
  'no-restricted-globals': [
    'error',
    ...['crypto', 'fetch', 'globalThis', 'performance', 'process', 'setInterval', 'setTimeout'].map(
      (name) => ({ name, message: OUTSIDE }),
    ),
  ],
  'no-restricted-properties': [
    'error',
    ...[
      ['Date', 'now'],
      ['DateTime', 'now'],
      ['Math', 'random'],
    ].map(([object, property]) => ({ object, property, message: OUTSIDE })),
  ],
};

/** Patterns for what is imported by a statement, by `import()` and by a type of `import()`. */
const behind = (patterns, statements, paths = []) => ({
  'no-restricted-imports': ['error', { paths, patterns }],
  'no-restricted-syntax': [
    'error',
    ...patterns.flatMap(({ regex, message }) =>
      ['ImportExpression', 'TSImportType'].map((kind) => ({
        // A slash would end the expression.
        selector: `${kind} Literal[value=/${regex.replaceAll('/', '\\u002F')}/]`,
        message,
      })),
    ),
    ...statements,
  ],
});

/**
 * What may not be imported, as patterns of `no-restricted-imports`: regular expressions, as a pattern of its other kind that
 * begins with `#` is a comment there. One list a file: the rule of a later block replaces that of an earlier one.
 * @param {string} lib @param {{ pure: boolean }} kind
 */
const walls = (lib, { pure }) => {
  const later = LIBS.slice(LIBS.indexOf(lib) + 1).join('|');
  return [
    ...(later
      ? [
          {
            regex: `^#(lib|rules)/(${later})(/|$)`,
            message: 'Arrows point one way: a lib imports only what stands before it in LIBS.',
          },
        ]
      : []),
    { regex: `^#(lib|rules)/${lib}(/|$)`, message: 'A lib takes its own files by their relative names.' },
    { regex: '(^|/)(apps|libs)/', message: 'A lib is entered through #lib or #rules, an app not at all.' },
    ENGINE,
    ...(pure
      ? [
          {
            regex:
              '^(?!\\.{1,2}/|#rules/|(luxon|canonicalize|twitter-text|@noble/hashes/(sha2|utils)\\.js)$)',
            message:
              'Rules are pure: the web app runs them too. They import rules, luxon, what hashes and what counts as X does.',
          },
        ]
      : []),
  ];
};

/**
 * Walls around files: those that are named after their statements, and specs, may hold some; the others may not.
 * @param {string[]} files @param {{ regex: string, message: string }[]} patterns @param {string[]} ignores
 * @param {{ selector: string, message: string }[]} more that may not be written
 */
const walled = (files, patterns, ignores = ['**/*.spec.ts'], more = []) => [
  { files, ignores, rules: behind(patterns, [...UNNAMED, ...more]) },
  {
    files: files.map((one) => [one, '**/*.{repository,sql}.ts']),
    ignores,
    rules: behind(patterns, [...NUMBERED, ...more]),
  },
];

/** Around the engine, and between its rooms. @param {string} room */
const engineWalls = (room) => {
  const later = ENGINE_ROOMS.slice(ENGINE_ROOMS.indexOf(room) + 1).join('|');
  return [
    ...walls('publishing', { pure: false }),
    ...(later
      ? [
          {
            regex: `^\\.\\./(${later})(/|$)`,
            message: 'A room of the engine imports only what stands before it in ENGINE_ROOMS.',
          },
        ]
      : []),
    { regex: '^\\.\\./[a-z-]+/(?!index\\.js$)', message: 'A room of the engine is entered by its index.' },
  ];
};
const engine = [
  ...walled(
    ['libs/publishing/src/*.ts', 'libs/publishing/src/{api,quotas}/**/*.ts'],
    [
      ...walls('publishing', { pure: false }),
      { regex: '(^|/)engine/', message: 'What the API loads takes nothing of the engine.' },
    ],
  ),
  ...ENGINE_ROOMS.flatMap((room) =>
    walled([`libs/publishing/src/engine/${room}/**/*.ts`], engineWalls(room)),
  ),
  ...walled(['apps/api/**/*.ts'], [ENGINE]),
  ...walled(['apps/worker/**/*.ts'], []),
];

/** Specs stand outside the walls: they may set a scene with anything. */
const boundaries = LIBS.flatMap((lib) => [
  ...walled([`libs/${lib}/src/**/*.ts`], walls(lib, { pure: false }), [
    `libs/${lib}/src/rules/**`,
    '**/*.spec.ts',
  ]),
  ...walled([`libs/${lib}/src/rules/**/*.ts`], walls(lib, { pure: true }), ['**/*.spec.ts'], NOW),
]);

/** What is known of one network says nothing of another: between their rooms there is no door. */
const betweenNetworks = [
  ['libs/platforms/src', walls('platforms', { pure: false })],
  ['apps/sandbox/src', []],
].flatMap(([home, patterns]) => {
  const rooms = foldersOf(home);
  const closed = rooms.filter((name) => NETWORKS.includes(name) || name in SHARED_ROOMS);
  return rooms
    .filter((room) => room !== 'rules')
    .flatMap((room) => {
      const shut = closed.filter((one) => one !== room && !SHARED_ROOMS[one]?.includes(room));
      const message =
        'A network’s room is its own: what two of them share stands in a room that both may enter.';
      return walled(
        [`${home}/${room}/**/*.ts`],
        [...patterns, { regex: `^(\\./)?(\\.\\./)+(${shut.join('|')})(/|$)`, message }],
      );
    });
});

/** Statements are what the lib of the database is about, and numbered values what makes them of names. */
const ofTheDatabase = [
  {
    files: ['libs/database/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: behind(walls('database', { pure: false }), NUMBERED),
  },
  {
    files: ['libs/database/src/{statement,prepared-statement-client}.ts', 'libs/database/src/migrations/**'],
    rules: behind(walls('database', { pure: false }), []),
  },
];

/** What is known of a network stands in its folder, and is gathered by the rules: as pure as they are. */
const roomsOfNetworks = {
  files: ['libs/platforms/src/*/capabilities.ts'],
  ignores: ['libs/platforms/src/rules/**'],
  rules: behind(
    [
      {
        regex: '^(?!\\.\\./rules/)',
        message: 'Rules are pure: what is known of a network imports nothing else.',
      },
    ],
    [...UNNAMED, ...NOW],
  ),
};

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
  {
    files: ['{apps,libs,test}/**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { project: ['tsconfig.json', 'apps/web/tsconfig.json'] } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  { files: ['scripts/**', 'apps/cli/**', 'test/**'], rules: { 'no-console': 'off' } },
  { files: ['apps/web/**/*.{ts,tsx}'], ...reactHooks.configs.flat.recommended },
  ...wallsOfTheWeb(behind),
  ...boundaries,
  ...ofTheDatabase,
  ...betweenNetworks,
  roomsOfNetworks,
  {
    files: ['libs/*/src/rules/**/*.ts', ...roomsOfNetworks.files],
    ignores: ['**/*.spec.ts'],
    rules: OUTSIDE_RULES,
  },
  ...engine,
);
