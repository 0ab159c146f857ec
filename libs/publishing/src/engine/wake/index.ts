export { Beat } from './beat.js';
export { Dispatcher } from './dispatcher.js';
export { Handover } from './handover.js';
export { Intake } from './intake.js';
export { PublishingProcessor } from './publishing.processor.js';
export { Sweeper } from './sweeper.js';
