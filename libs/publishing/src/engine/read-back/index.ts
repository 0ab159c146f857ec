export { Reconciler } from './reconciler.js';
export { markInDoubtSince, RestoreWatch } from './restore-watch.js';
export { Searcher } from './searcher.js';
