export * from './capabilities/index.js';
export * from './check-content.js';
export { booleanOption, stringOption } from './check-options.js';
export * from './count-text.js';
export * from './messages.js';
export * from './platform.js';
export * from './post-type.js';
export * from './problem-codes.js';
export * from './problem.js';
