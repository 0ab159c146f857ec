export { Heartbeat } from './heartbeat.js';
export { Dispatcher } from './dispatcher.js';
export { Handover } from './handover.js';
export { WakeUpCalls } from './wake-up-calls.js';
export { PublishingProcessor } from './publishing.processor.js';
export { DueSweep } from './due-sweep.js';
