import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { capabilitiesOf, inForm, type Platform, type PostForm } from '#rules/platforms';
import type { Media } from '../../shared/api/types';
import { NetworkGlyph } from '../../shared/ui/network-glyph';
import { ActionsRow } from './actions-row';
import classes from './card.module.css';
import { CardMedia } from './card-media';
import { RichText } from './rich-text';

/** What a network will show, from a draft or a frozen revision. */
export interface CardContent {
  platform: Platform;
  name: string;
  handle: string;
  /** Of an article; networks without titles ignore it. */
  title: string | null;
  text: string;
  firstComment: string | null;
  link: string | null;
  type: string;
  /** What the network makes of it. */
  form: PostForm | null;
  media: readonly Media[];
}

/** Characters that most readers see before "more". */
const FOLD = 125;

const feedOf = ({ platform, form }: CardContent) => inForm(capabilitiesOf(platform), form).feed;

/** A post in its network's layout: recognisable by structure, not by colours. */
export function PostCard({ content }: { content: CardContent }) {
  const { layout } = feedOf(content);
  if (layout === 'full_screen') return <FullScreenCard content={content} />;
  if (layout === 'article') return <ArticleCard content={content} />;
  const pictureFirst = layout === 'picture_first';
  return (
    <article className={classes.card} data-layout={layout}>
      <CardHeader content={content} />
      {!pictureFirst && <Folded text={content.text} />}
      <CardMedia media={content.media} square={pictureFirst} />
      {content.type === 'link' && content.link && <LinkCard link={content.link} />}
      <ActionsRow feed={feedOf(content)} />
      {pictureFirst && <Folded text={content.text} author={content.handle} />}
      <FirstComment content={content} />
    </article>
  );
}

function ArticleCard({ content }: { content: CardContent }) {
  return (
    <article className={classes.card} data-layout="article">
      <CardHeader content={content} />
      {content.title && (
        <h4 className={classes.title} dir="auto">
          {content.title}
        </h4>
      )}
      <CardMedia media={content.media} square={false} />
      <Folded text={content.text} />
    </article>
  );
}

function CardHeader({ content }: { content: CardContent }) {
  const { t } = useTranslation();
  const { author, avatar } = feedOf(content);
  return (
    <header className={classes.header}>
      <span className={classes.avatar} data-shape={avatar} aria-hidden>
        {content.name[0]}
      </span>
      <span className={classes.who}>
        <strong dir="auto">{author === 'handle' ? content.handle : content.name}</strong>
        <span>{t('post.now')}</span>
      </span>
      <NetworkGlyph platform={content.platform} size={18} />
      <span className="visually-hidden">{t(`platform.${content.platform}`)}</span>
    </header>
  );
}

function Folded({ text, author }: { text: string; author?: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const long = text.length > FOLD + 20;
  if (!text) return null;
  return (
    <p className={classes.text} dir="auto">
      {author && <strong>{author} </strong>}
      <RichText text={long && !open ? `${cut(text)}… ` : text} />
      {long && (
        <button type="button" className={classes.more} onClick={() => setOpen(!open)}>
          {' '}
          {t(open ? 'post.seeLess' : 'post.seeMore')}
        </button>
      )}
    </p>
  );
}

const cut = (text: string): string =>
  [...text.slice(0, FOLD + 1)]
    .slice(0, -1)
    .join('')
    .replace(/\s+\S*$/, '');

function LinkCard({ link }: { link: string }) {
  const host = URL.canParse(link) ? new URL(link).hostname.replace(/^www\./, '') : link;
  return (
    <div className={classes.link}>
      <span>{host}</span>
      <strong>{link.replace(/^https?:\/\//, '')}</strong>
    </div>
  );
}

function FirstComment({ content }: { content: CardContent }) {
  const { t } = useTranslation();
  if (!content.firstComment) return null;
  return (
    <div className={classes.comment}>
      <span className={classes.commentLabel}>{t('post.comments')}</span>
      <p dir="auto">
        <strong>{content.handle || content.name}</strong> <RichText text={content.firstComment} />
      </p>
    </div>
  );
}

function FullScreenCard({ content }: { content: CardContent }) {
  const { t } = useTranslation();
  const story = content.form === 'story';
  return (
    <article className={classes.fullScreen} data-story={story || undefined}>
      <CardMedia media={content.media} fill />
      <ActionsRow feed={feedOf(content)} />
      <div className={classes.fullScreenText}>
        <strong>@{content.handle}</strong>
        {story ? <p>{t('post.story')}</p> : <Folded text={content.text} />}
      </div>
    </article>
  );
}
