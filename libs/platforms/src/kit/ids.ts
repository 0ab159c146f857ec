import { z } from 'zod';

/**
 * An id or a handle as networks make them (numbers, URNs, opaque tokens). Anything else is neither stored nor used
 * in a request.
 */
export const networkId = z.string().regex(/^[\w.:~(),=-]{1,200}$/u);

/** An upload's receipt or token, opaque to us, sent back unchanged. */
export const opaque = z.string().regex(/^[\x20-\x7e]{0,2000}$/u);
