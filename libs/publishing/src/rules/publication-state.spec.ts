import {
  statesFrom,
  LEFT_TO_PEOPLE,
  MAYBE_OUT,
  OPEN,
  PUBLICATION_ACTS,
  PUBLICATION_STATES,
  type PublicationAct,
  type PublicationState,
} from './publication-state.js';

const acts = Object.keys(PUBLICATION_ACTS) as PublicationAct[];
const to = (act: PublicationAct): readonly PublicationState[] => PUBLICATION_ACTS[act].to;
/** States that some acts lead to, one after the other. */
const reached = (start: PublicationState, by: readonly PublicationAct[]): Set<PublicationState> => {
  const states = new Set([start]);
  for (const state of states) {
    for (const act of by) if (statesFrom(act).includes(state)) for (const next of to(act)) states.add(next);
  }
  return states;
};

describe('the states of a publication', () => {
  it('are all reached from the one that it is planned with', () => {
    expect(reached('pending', acts)).toEqual(new Set(PUBLICATION_STATES));
  });

  it('lead out of what may be out through a proof or a person alone', () => {
    const leave = acts.filter(
      (act) =>
        statesFrom(act).some((state) => MAYBE_OUT.includes(state)) &&
        to(act).some((state) => !MAYBE_OUT.includes(state)),
    );
    expect(leave).toEqual(['refuse', 'stop', 'resolve']);
  });

  it('never lead out of what is published', () => {
    expect(acts.filter((act) => statesFrom(act).includes('published'))).toEqual([]);
  });

  it('let people plan, cancel and withdraw only what is not out', () => {
    for (const act of ['plan', 'move', 'withdraw', 'cancel'] as const) {
      expect(statesFrom(act).filter((state) => MAYBE_OUT.includes(state))).toEqual([]);
    }
  });
});

describe('sets of states', () => {
  it('are those that statements are built from', () => {
    expect(OPEN).toEqual(['pending', 'publishing']);
    expect(MAYBE_OUT).toEqual(['publishing', 'published', 'needs_attention']);
    expect(LEFT_TO_PEOPLE).toEqual(['failed', 'needs_attention']);
  });

  it('leave what has ended to people, unless it is out or was given up', () => {
    const ended = PUBLICATION_STATES.filter((state) => !OPEN.includes(state));
    expect(ended.filter((state) => !LEFT_TO_PEOPLE.includes(state))).toEqual(['published', 'cancelled']);
  });
});
