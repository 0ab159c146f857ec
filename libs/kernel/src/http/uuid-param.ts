import { type PipeTransform } from '@nestjs/common';
import { notFound } from '../errors.js';
import { isUuid } from '../ids.js';

/** A path's id: what is not a UUID names nothing, so the answer is 404 and the database is not asked. */
export class UuidParam implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isUuid(value)) throw notFound('resource');
    return value.toLowerCase();
  }
}
