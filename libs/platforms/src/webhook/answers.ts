import { z } from 'zod';

/** What is no object (no words, a word, a list) says nothing. */
const orNothing = (answer: unknown): unknown =>
  typeof answer === 'object' && answer !== null && !Array.isArray(answer) ? answer : {};
const address = z.string().max(2_000).nullish().catch(null);

/** Who answers `channel.verify`; a receiver need not say anything of itself. */
export const verifyAnswer = z.preprocess(
  orNothing,
  z.object({
    receiver: z
      .object({
        id: z
          .string()
          .regex(/^[\w-]{1,64}$/u)
          .optional(),
        name: z.string().optional().catch(undefined),
        /** It answers `post.lookup`. */
        lookup: z.boolean().catch(false),
      })
      .default({ lookup: false }),
  }),
);

/** Where the post is seen, if the receiver says it. */
export const postAnswer = z.preprocess(orNothing, z.object({ url: address }));

/** Whether it received a publication: one that says it answers has to. */
export const lookupAnswer = z.object({ received: z.boolean(), url: address });
