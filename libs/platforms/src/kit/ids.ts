import { z } from 'zod';

/**
 * An id or a handle as networks make them (numbers, URNs, opaque words): what does not look like one is not kept, and nothing
 * is asked with it.
 */
export const networkId = z.string().regex(/^[\w.:~(),=-]{1,200}$/u);

/** An upload's receipt or token, opaque to us, that goes back as it came. */
export const opaque = z.string().regex(/^[\x20-\x7e]{0,2000}$/u);
