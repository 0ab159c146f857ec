import { ESLint } from 'eslint';
import { resolve } from 'node:path';

type Said = readonly { message: string; ruleId: string | null; line: number }[];

/** Rules that ask the compiler, which takes its time. */
const TYPED = ['no-floating-promises', 'no-misused-promises', 'switch-exhaustiveness-check'].map(
  (rule) => `@typescript-eslint/${rule}`,
);

/**
 * Lint over the text of a file that need not be there.
 * @param typedFile the one file in which rules that need types are asked, too: it is seen alone, without the whole program
 * @returns what lint says of a text, as the file of that name, from the root
 */
export function lintOf(typedFile?: string): (file: string, text: string) => Promise<Said> {
  const eslint = new ESLint({
    cwd: resolve(import.meta.dirname, '../..'),
    overrideConfig: {
      languageOptions: {
        parserOptions: {
          project: null,
          projectService: typedFile ? { allowDefaultProject: [typedFile] } : false,
        },
      },
      rules: typedFile ? {} : Object.fromEntries(TYPED.map((rule) => [rule, 'off'])),
    },
  });
  return async (file, text) => {
    const [result] = await eslint.lintText(text, { filePath: file });
    return result?.messages ?? [];
  };
}
