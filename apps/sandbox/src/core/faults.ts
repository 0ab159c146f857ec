import { PLATFORMS, type Platform } from '#rules/platforms';
import { z } from 'zod';
import { decimalId } from './ids.js';
import type { SandboxPlatforms } from './platform.js';

export const FAULTS = [
  'drop_before',
  'drop_after',
  'error_500_before',
  'error_500_after',
  'timeout_before',
  'timeout_after',
  'slow',
  'truncated_json',
  'html_502',
  'garbage',
  'rate_limited',
  'token_expired',
  'token_revoked',
  'forbidden',
  'duplicate',
  'error',
] as const;
export type FaultKind = (typeof FAULTS)[number];

export const faultInput = z.object({
  platform: z.enum(PLATFORMS),
  account: z.string().optional(),
  operation: z.string().default('*'),
  fault: z.enum(FAULTS),
  /** How many requests it affects; -1 for ever. */
  times: z.number().int().min(-1).default(1),
  params: z
    .object({
      delayMs: z.number().int().min(0),
      retryAfterS: z.number().int().min(0),
      /** Only rate limits: of the whole application rather than one account. */
      scope: z.enum(['account', 'app']),
      /** `truncated_json`, `html_502`, `garbage`, `error`: whether the network processed the request first. */
      committed: z.boolean(),
      status: z.number().int().min(200).max(599),
      body: z.unknown(),
    })
    .partial()
    .default({}),
});

export type Fault = z.infer<typeof faultInput> & { id: string };

/** Faults that wait for the next matching requests. */
export class Faults {
  private armed: Fault[] = [];
  private readonly known;

  constructor(platforms: SandboxPlatforms) {
    this.known = faultInput.refine(
      ({ platform, operation }) => operation === '*' || platforms[platform].calls.all.includes(operation),
      { message: 'unknown operation for this network', path: ['operation'] },
    );
  }

  /** @throws ZodError for a request that the network does not have */
  arm(input: z.input<typeof faultInput>): Fault {
    const fault = { ...this.known.parse(input), id: decimalId('1') };
    if (fault.times !== 0) this.armed.push(fault);
    return fault;
  }

  /** The first fault that matches this request; its count goes down. */
  take(platform: Platform, account: string | null, operation: string): Fault | null {
    if (this.armed.length === 0) return null;
    const fault = this.armed.find(
      (f) =>
        f.platform === platform &&
        (f.account === undefined || f.account === account) &&
        (f.operation === '*' || f.operation === operation),
    );
    if (!fault) return null;
    if (fault.times > 0 && --fault.times === 0) this.armed = this.armed.filter((f) => f !== fault);
    return fault;
  }

  list(): Fault[] {
    return this.armed;
  }

  clear(filter: { platform?: string; account?: string; id?: string } = {}): void {
    this.armed = this.armed.filter(
      (f) =>
        (filter.platform !== undefined && f.platform !== filter.platform) ||
        (filter.account !== undefined && f.account !== filter.account) ||
        (filter.id !== undefined && f.id !== filter.id),
    );
  }
}
