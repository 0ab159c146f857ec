/** What the worker's process, and the command `lineup recover`, use of the engine; the API uses nothing of it. */
export { EngineModule } from './engine.module.js';
export { PublishingMetrics } from './follow/index.js';
export { markInDoubtSince } from './read-back/index.js';
