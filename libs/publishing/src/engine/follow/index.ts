export * from './metrics.js';
export * from './outcomes.js';
export * from './settled-posts.js';
