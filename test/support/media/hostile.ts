import { hostileFilms } from './hostile-films.js';
import { hostilePictures } from './hostile-pictures.js';

/** A file that means no good, and what may be answered to whoever sends it. */
export interface HostileFile {
  name: string;
  bytes: Buffer;
  /** The statuses that are right; 201 where the file is odd and harms nobody. */
  answers: readonly number[];
  code?: string;
}

const words = (text: string): Buffer => Buffer.from(text, 'utf8');

/** Files that are no media at all, whatever they are called. */
const STRANGERS: HostileFile[] = [
  { name: 'nothing.png', bytes: Buffer.alloc(0), answers: [422], code: 'media_unreadable' },
  {
    name: 'script.svg',
    bytes: words('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    answers: [415],
  },
  {
    name: 'drawing.png',
    bytes: words('<?xml version="1.0"?><svg width="99999" height="99999"/>'),
    answers: [415],
  },
  {
    name: 'entities.jpg',
    bytes: words(`<!DOCTYPE x [<!ENTITY a "${'&b;'.repeat(50)}"><!ENTITY b "b">]><x>&a;</x>`),
    answers: [415],
  },
  { name: 'page.mp4', bytes: words('<!doctype html><script>fetch("/api/v1/me")</script>'), answers: [415] },
  { name: 'words.gif', bytes: words('%PDF-1.7\n%%EOF'), answers: [415] },
  { name: 'archive.jpg', bytes: Buffer.concat([words('PK\u0003\u0004'), Buffer.alloc(500)]), answers: [415] },
  { name: 'old.tiff', bytes: Buffer.concat([words('II*\0'), Buffer.alloc(500, 0xff)]), answers: [415] },
];

/** Some sixty files that would cost whoever opens them carelessly: made here, so that each says what is wrong with it. */
export async function hostileFiles(): Promise<HostileFile[]> {
  return [...STRANGERS, ...(await hostilePictures()), ...hostileFilms()];
}
