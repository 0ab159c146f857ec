import { ApiError } from './api-error';

/** What the server says of one field, to stand beside it. */
export const issueAt = (error: unknown, path: string): string | undefined =>
  error instanceof ApiError ? error.errors.find((issue) => issue.path === path)?.message : undefined;

/** An error that no field shows. */
export const beyond = (error: unknown, ...paths: string[]): unknown =>
  paths.some((path) => issueAt(error, path)) ? null : error;
