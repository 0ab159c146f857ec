export { Reconciler } from './reconciler.js';
export { doubtSince, Recovery } from './recovery.js';
export { Searcher } from './searcher.js';
