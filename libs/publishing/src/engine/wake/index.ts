export * from './beat.js';
export * from './dispatcher.js';
export * from './handover.js';
export * from './intake.js';
export * from './publishing.processor.js';
export * from './sweeper.js';
