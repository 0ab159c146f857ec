import { applyDecorators, HttpCode, SerializeOptions } from '@nestjs/common';
import { ApiExtension, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

/**
 * Declares a route's answer: documents it, sets the status, and sends only members that the schema names.
 * @param trusted true to send the value unchanged, for large answers built column by column
 */
export function Answers(schema: z.ZodType, status = 200, trusted = false): MethodDecorator {
  return applyDecorators(
    HttpCode(status),
    ApiResponse({ status, standardSchema: schema }),
    ...(trusted ? [] : [SerializeOptions({ schema })]),
  );
}

/** A route that answers with nothing but its status. @param description what that means, for whoever reads the API's page */
export const AnswersNothing = (description: string): MethodDecorator =>
  applyDecorators(HttpCode(204), ApiResponse({ status: 204, description }));

/**
 * Summary of an operation for the API's documentation, and the statuses it refuses with, beyond those of every
 * operation (401, 403, 404, 422, 429, 503, which follow from its shape).
 */
export const Does = (summary: string, ...refusals: (409 | 412 | 413 | 415 | 507)[]): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary }),
    ...(refusals.length > 0 ? [ApiExtension('x-lineup-refusals', refusals)] : []),
  );
