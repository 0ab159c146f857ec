/** What the worker's process, and an operator's command after a restore, take of the engine; the API takes nothing of it. */
export { EngineModule } from './engine.module.js';
export { PublishingMetrics } from './follow/index.js';
export { doubtSince } from './read-back/index.js';
