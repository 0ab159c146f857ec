import {
  type ChannelContent,
  capabilitiesOf,
  type MediaFacts,
  type OptionRule,
  type Platform,
  type PostType,
} from '#lib/platforms';
import { SANDBOX_PLATFORMS } from '../../apps/sandbox/src/index.js';

/** What the network cannot do without and nobody may choose for an author: the first of each. */
export const requiredOptions = (platform: Platform): ChannelContent['options'] =>
  Object.fromEntries(
    capabilitiesOf(platform).options.flatMap((rule) =>
      rule.kind !== 'boolean' && rule.required ? [[rule.key, some(platform, rule)]] : [],
    ),
  );

function some(platform: Platform, rule: OptionRule): string | undefined {
  if (rule.kind === 'enum') return rule.values[0];
  return rule.kind === 'listed' ? SANDBOX_PLATFORMS[platform].listed?.[rule.key] : 'Parlons solutions';
}

/** The media that a post of a type has. @param pictures two of them */
export const mediaOfType = (
  type: PostType,
  pictures: readonly MediaFacts[],
  clip: MediaFacts,
): MediaFacts[] =>
  ({
    text: [],
    link: [],
    image: pictures.slice(0, 1),
    images: [...pictures],
    video: [clip],
    article: [...pictures],
  })[type];

/** Whether posts there are videos alone. */
export const takesVideosAlone = (platform: Platform): boolean => capabilitiesOf(platform).image === null;

/** Whether a post there may have a first comment. */
export const takesComments = (platform: Platform): boolean => capabilitiesOf(platform).firstComment !== null;

/** Whether its calls are also counted for the whole application. */
export const countsApplication = (platform: Platform): boolean =>
  SANDBOX_PLATFORMS[platform].countsApplication;

/** What a person gives to connect an account of the sandbox: its token, which is its password where one is asked for. */
export const accessOf = (platform: Platform, { handle, token }: { handle: string; token: string }) =>
  capabilitiesOf(platform).credential.form === 'login'
    ? { login: handle, accessToken: token }
    : { accessToken: token };

/** What stands for the handle of an account there; undefined where accounts have one. */
export const handleOf = (platform: Platform, accountId: string): string | undefined =>
  SANDBOX_PLATFORMS[platform].handleOf?.(accountId);

/** What its requests are called in the sandbox. */
export const callsOf = (platform: Platform) => SANDBOX_PLATFORMS[platform].calls;
