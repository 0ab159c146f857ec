import type { OpenAPIObject } from '@nestjs/swagger';

type PathItem = OpenAPIObject['paths'][string];
export type Operation = NonNullable<PathItem['get']> & {
  'x-lineup-role'?: string;
  'x-lineup-refusals'?: number[];
};

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Every operation of a document, with its path. */
export const operationsOf = (
  document: OpenAPIObject,
): { path: string; method: string; operation: Operation }[] =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method] as Operation | undefined;
      return operation ? [{ path, method, operation }] : [];
    }),
  );
