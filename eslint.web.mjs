import { readdirSync, readFileSync } from 'node:fs';

/**
 * What each feature of the web application offers to the others; a feature that is not here offers nothing. No index gathers
 * them: it would draw screens that are loaded on demand into the first load, and React into what is pure.
 */
export const DOORS = {
  account: ['password-form', 'security-events', 'two-factor-setup'],
  auth: ['session-ended'],
  calendar: ['address', 'chip'],
  composer: ['composer', 'drafts', 'left-words', 'schedule-fields', 'upload-list', 'use-uploads'],
  desk: ['address', 'phone-tray', 'place-dialog', 'posts-screen', 'tray', 'use-undated'],
  door: ['first-things'],
  media: ['crops', 'focus-dialog', 'media-picker', 'thumb', 'use-alt-text'],
  notifications: ['bell'],
  post: [
    'acts-menu',
    'channel-previews',
    'lateness',
    'lateness-note',
    'post-frame',
    'reschedule-form',
    'revision-history',
    'shown-preview',
    'use-delete',
    'use-duplicate',
    'use-post',
    'use-post-action',
  ],
  preferences: ['notification-preferences'],
  preview: ['post-card'],
  publications: ['publication-line'],
  review: ['use-review-queue', 'what-happened'],
  shell: ['rail.module.css'],
};
const FEATURES = readdirSync(new URL('apps/web/src/features', import.meta.url));
const WHOLE_FEATURES = {
  regex: '(^|/)features/',
  message: 'What features share knows none of them, and they name each other shortly.',
};

/** Around a feature: the others are entered by their doors. @param {string} feature */
const doorsOfOthers = (feature) => {
  const others = FEATURES.filter((one) => one !== feature).map((one) => {
    const doors = (DOORS[one] ?? []).map((door) => door.replaceAll('.', '\\.'));
    return doors.length > 0 ? `${one}(/(?!(${doors.join('|')})$)|$)` : `${one}(/|$)`;
  });
  return {
    regex: `^(\\./)?(\\.\\./)+(${others.join('|')})`,
    message: 'A feature is entered by its doors (eslint.web.mjs); what all of them need stands in shared/.',
  };
};

/** What the web application is built of: what the server runs on is no part of it, but luxon, which rules take too. */
const OF_THE_WEB = {
  regex: `^(?!\\.{1,2}(/|$)|#rules/|(${['luxon', ...Object.keys(JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')).devDependencies)].join('|')})(/|$))`,
  message: 'The web application takes rules and what is built into it, nothing of the server.',
};

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

/** What copies nothing over plain http. */
const COPIES = [
  ['@mantine/core', 'CopyButton'],
  ['@mantine/hooks', 'useClipboard'],
].map(([name, imported]) => ({
  name,
  importNames: [imported],
  message: 'It copies nothing over plain http: CopyButton of shared/ui/copy-button does.',
}));

/** What the web application's cache holds is named in one place (apps/web/src/shared/queries). */
const KEYS = [
  ["Property[key.name='queryKey'][value.type!='MemberExpression']", 'A key is spelled in shared/queries.'],
  ["Property[key.name='queryFn']", 'What is asked of the server stands in shared/queries.'],
  [
    'CallExpression[callee.property.name=/Quer(y|ies)(Data|State)?$/] > ArrayExpression',
    'Take the key of a query.',
  ],
  [
    "CallExpression[callee.property.name='invalidateQueries']",
    'What an act makes out of date stands in `stale` of shared/queries.',
  ],
].map(([selector, message]) => ({ selector, message }));

/** How long a text may be is said once, to the server and to its form. */
const LENGTHS = [
  {
    selector: "JSXAttribute[name.name='maxLength'] Literal[raw=/^\\d/]",
    message: 'How long it may be stands in #rules, where the server reads it too.',
  },
];

/** @param {(patterns: { regex: string, message: string }[], syntax: object[], paths: object[]) => object} behind */
export const wallsOfTheWeb = (behind) => {
  const files = (folder) => [`apps/web/src/${folder}**/*.{ts,tsx}`];
  const syntax = [...KEYS, ...LENGTHS];
  const specs = ['**/*.spec.ts'];
  return [
    {
      files: files(''),
      rules: {
        'no-restricted-properties': ['error', ...SECURE_ONLY, ...WHOLE],
        ...behind([OF_THE_WEB], syntax, COPIES),
      },
    },
    { files: files('shared/'), ignores: specs, rules: behind([OF_THE_WEB, WHOLE_FEATURES], syntax, COPIES) },
    {
      files: files('shared/queries/'),
      ignores: specs,
      rules: behind([OF_THE_WEB, WHOLE_FEATURES], LENGTHS, COPIES),
    },
    {
      files: files('shared/queries/').map((all) => [all, '**/*.spec.ts']),
      rules: behind([OF_THE_WEB], [], COPIES),
    },
    ...FEATURES.map((feature) => ({
      files: files(`features/${feature}/`),
      ignores: specs,
      rules: behind([OF_THE_WEB, WHOLE_FEATURES, doorsOfOthers(feature)], syntax, COPIES),
    })),
  ];
};
