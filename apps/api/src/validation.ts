import { StandardSchemaValidationPipe } from '@nestjs/common';
import { type InputIssue, invalid } from '#lib/kernel';

/** Parts of a zod issue beyond the Standard Schema's message and path. */
interface ZodIssue {
  code?: string;
  keys?: string[];
  maximum?: number;
  minimum?: number;
  path?: readonly unknown[];
  /** Parameters of our own refinements. */
  params?: { code?: string };
}

const pathOf = (path: readonly unknown[] = []): string =>
  path
    .map((part) => String(typeof part === 'object' && part !== null && 'key' in part ? part.key : part))
    .join('.');

const toIssues = (issue: ZodIssue): InputIssue[] => {
  const code = issue.params?.code ?? issue.code ?? 'invalid_input';
  const path = pathOf(issue.path);
  if (issue.keys) return issue.keys.map((key) => ({ path: path ? `${path}.${key}` : key, code }));
  const limit = issue.maximum ?? issue.minimum;
  return [{ path, code, ...(typeof limit === 'number' ? { limit } : {}) }];
};

/** Checks every body, query and parameter that has a schema; 422 with one entry per error. */
export const validationPipe = (): StandardSchemaValidationPipe =>
  new StandardSchemaValidationPipe({
    exceptionFactory: (issues) => invalid((issues as readonly ZodIssue[]).flatMap(toIssues)),
  });
