import { z } from 'zod';
import type { Step, StepIo, StepResult } from '../kit/adapter.js';
import { networkId } from '../kit/ids.js';
import { PlatformError } from '../kit/platform-error.js';
import { pollDelay, readProgress, requireProgress } from '../kit/progress.js';
import { segment } from '../kit/segment.js';
import type { MediaFacts } from '../rules/platform.js';
import type { FailureTable } from './errors.js';
import { graph, graphId } from './graph.js';

/** Output of a container step: `made` counts the containers created, `polls` those of the last container. */
const made = z.object({ id: networkId, made: z.number(), polls: z.number() });
/** One container, and two more when the network fails to process the first ones. */
const MAX_MADE = 3;
/** About an hour at one poll every 30 s. */
const MAX_POLLS = 120;
/** Name of the step whose container is published. */
const PUBLISHED = 'container';

/** A container's state (IN_PROGRESS, FINISHED, PUBLISHED, ERROR or EXPIRED) and what the network says of it. */
export interface ContainerState {
  state: string;
  said: string;
}

/** What differs between the networks whose posts are containers before they are published. */
export interface ContainerRules {
  codes: FailureTable;
  /** Last part of the path that containers are created at, below the account. */
  edge: string;
  /** @throws PlatformError */
  read(io: StepIo, id: string): Promise<ContainerState>;
}

/** Creates a container and waits until it is ready; one that failed is created again, twice at most. */
export function containerStep(
  rules: ContainerRules,
  name: string,
  kind: MediaFacts['kind'],
  parameters: (io: StepIo) => Record<string, string>,
): Step {
  return {
    name,
    kind: 'media',
    phase: 'arm',
    effect: 'repeatable',
    run: async (io) => {
      const known = readProgress(io.progress, name, made);
      if (!known) return create(rules, io, parameters(io), 1, kind);
      const { state, said } = await rules.read(io, known.id);
      if (state === 'FINISHED' || state === 'PUBLISHED') return { state: 'done', output: known };
      if (state === 'ERROR' || state === 'EXPIRED') {
        if (known.made >= MAX_MADE) throw processingFailed(state, said);
        return create(rules, io, parameters(io), known.made + 1, kind);
      }
      if (known.polls >= MAX_POLLS) throw stuck(name);
      const polls = known.polls + 1;
      return { state: 'wait', afterMs: delay(kind, polls), output: { ...known, polls } };
    },
  };
}

/** Id of a finished container step's container. @throws PlatformError */
export const madeBy = (io: Pick<StepIo, 'progress'>, step: string): string =>
  requireProgress(io.progress, step, made).id;

/** Id of the container that is published; null before it is created. */
export const containerId = (progress: StepIo['progress']): string | null =>
  readProgress(progress, PUBLISHED, made)?.id ?? null;

/** As `containerId`, once it is ready. @throws PlatformError */
export const readyContainerId = (progress: StepIo['progress']): string => madeBy({ progress }, PUBLISHED);

async function create(
  { codes, edge }: ContainerRules,
  io: StepIo,
  params: Record<string, string>,
  count: number,
  kind: MediaFacts['kind'],
): Promise<StepResult> {
  const { data } = await graph(
    io,
    {
      method: 'POST',
      path: `/${segment(io.account.remoteId)}/${edge}`,
      params,
      schema: graphId,
      timeoutMs: 60_000,
    },
    codes,
  );
  return { state: 'wait', afterMs: delay(kind, 0), output: { id: data.id, made: count, polls: 0 } };
}

const delay = (kind: MediaFacts['kind'], polls: number): number =>
  kind === 'video' ? pollDelay(polls, 1_500, 30_000) : pollDelay(polls, 400, 15_000);

function processingFailed(state: string, said: string): PlatformError {
  return new PlatformError({
    class: 'permanent',
    cause: said ? 'network' : 'processing',
    code: `container_${state.toLowerCase()}`,
    message: said || 'the container could not be processed',
    refused: true,
    hint: 'media_processing_failed',
  });
}

function stuck(name: string): PlatformError {
  return new PlatformError({
    class: 'transient',
    cause: 'processing',
    code: 'processing_timeout',
    message: 'the container is still being processed',
    refused: true,
    restartFrom: name,
  });
}
