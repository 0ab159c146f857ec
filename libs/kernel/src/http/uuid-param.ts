import { type PipeTransform } from '@nestjs/common';
import { notFound } from '../errors.js';
import { isUuid } from '../ids.js';

/** An id in a path: 404 without a query when it is not a UUID. */
export class UuidParam implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isUuid(value)) throw notFound('resource');
    return value.toLowerCase();
  }
}
