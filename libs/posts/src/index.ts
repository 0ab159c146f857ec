export { type ComposedChannel, ComposeService, type PostProblem } from './compose.service.js';
export * from './etag.js';
export { PostReader } from './post-reader.js';
export { PostRecord } from './post-record.js';
export * from './post-variant.entity.js';
export * from './post.entity.js';
export { PostsEntities } from './posts.entities.js';
export * from './posts.module.js';
export { requireMay, requireVisible } from './posts.policy.js';
export {
  getPost,
  lockPost,
  type PostRow,
  type RevisionRow,
  supersedeRevisions,
  updatePost,
} from './posts.repository.js';
export * from './posts.schemas.js';
export { type PostView, revisionView } from './posts.view.js';
export * from './revision.entity.js';
export * from './rules/index.js';
export { CreatePost } from './write/create-post.js';
export { NewDraft } from './write/new-draft.js';
