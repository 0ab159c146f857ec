import { type ChannelContent, capabilitiesOf, type Platform } from '#lib/platforms';
import { SANDBOX_PLATFORMS } from '../../apps/sandbox/src/index.js';

/** What the network cannot do without and nobody may choose for an author: the first of each. */
export const requiredOptions = (platform: Platform): ChannelContent['options'] =>
  Object.fromEntries(
    capabilitiesOf(platform).options.flatMap((rule) =>
      rule.kind === 'enum' && rule.required ? [[rule.key, rule.values[0]]] : [],
    ),
  );

/** Whether posts there are videos alone. */
export const takesVideosAlone = (platform: Platform): boolean => capabilitiesOf(platform).image === null;

/** Whether a post there may have a first comment. */
export const takesComments = (platform: Platform): boolean => capabilitiesOf(platform).firstComment !== null;

/** What its requests are called in the sandbox. */
export const callsOf = (platform: Platform) => SANDBOX_PLATFORMS[platform].calls;
