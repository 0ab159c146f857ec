import { DomainError } from '#lib/kernel';

/** A file that is damaged, cut off, or not what it says it is. @param cause for the log, never from the file itself */
export const unreadable = (cause: string): DomainError => new DomainError(422, 'media_unreadable', { cause });

/** A whole file that asks for more than we give to any: told with the limit, never as damaged. */
export const beyond = (code: string, limit: number, actual: number): DomainError =>
  new DomainError(422, code, { limit, actual }, [{ path: 'file', code, limit, actual }]);
