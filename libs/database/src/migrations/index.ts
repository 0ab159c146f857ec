import { Foundation1795392000000 } from './1795392000000-foundation.js';
import { People1795392000001 } from './1795392000001-people.js';
import { Content1795392000002 } from './1795392000002-content.js';
import { Posts1795392000003 } from './1795392000003-posts.js';
import { Publications1795392000004 } from './1795392000004-publications.js';
import { Outbox1795392000005 } from './1795392000005-outbox.js';
import { MediaFocus1795392000010 } from './1795392000010-media-focus.js';
import { VideoFacts1795392000012 } from './1795392000012-video-facts.js';
import { ChannelTokens1795392000020 } from './1795392000020-channel-tokens.js';
import { Restores1795392000022 } from './1795392000022-restores.js';
import { Quotas1795392000025 } from './1795392000025-quotas.js';
import { PublicationRemote1795392000026 } from './1795392000026-publication-remote.js';
import { Notifications1795392000030 } from './1795392000030-notifications.js';
import { AccessChanges1795392000040 } from './1795392000040-access-changes.js';
import { Timeline1795392000041 } from './1795392000041-timeline.js';
import { Unwanted1795392000042 } from './1795392000042-unwanted.js';
import { LabelsAndAuthors1795392000043 } from './1795392000043-labels-and-authors.js';
import { FrozenRevisions1795392000044 } from './1795392000044-frozen-revisions.js';
import { AnnouncedPlaces1795392000045 } from './1795392000045-announced-places.js';
import { MediaHouses1795392000050 } from './1795392000050-media-houses.js';
import { WhoseHand1795392000055 } from './1795392000055-whose-hand.js';
import { Accounts1795392000056 } from './1795392000056-accounts.js';
import { Shares1795392000070 } from './1795392000070-shares.js';
import { YearOfRows1795392000080 } from './1795392000080-year-of-rows.js';
import { Retention1795392000081 } from './1795392000081-retention.js';
import { LiveStreams1795392000090 } from './1795392000090-live-streams.js';
import { UnusedMedia1795392000091 } from './1795392000091-unused-media.js';
import { SecurityLog1795392000092 } from './1795392000092-security-log.js';
import { ReleasedNetworks1795392000093 } from './1795392000093-released-networks.js';
import { FewPostsShow1795392000094 } from './1795392000094-few-posts-show.js';
import { FailureCauses1795392000095 } from './1795392000095-failure-causes.js';
import { DoubtfulKeys1795392000096 } from './1795392000096-doubtful-keys.js';
import { OwnServers1795392000097 } from './1795392000097-own-servers.js';
import { Consents1795392000098 } from './1795392000098-consents.js';
import { ChannelLinks1795392000099 } from './1795392000099-channel-links.js';

/** Every migration, oldest first: listed by hand, so that none runs merely because its file exists. */
export const migrations = [
  Foundation1795392000000,
  People1795392000001,
  Content1795392000002,
  Posts1795392000003,
  Publications1795392000004,
  Outbox1795392000005,
  MediaFocus1795392000010,
  VideoFacts1795392000012,
  ChannelTokens1795392000020,
  Restores1795392000022,
  Quotas1795392000025,
  PublicationRemote1795392000026,
  Notifications1795392000030,
  AccessChanges1795392000040,
  Timeline1795392000041,
  Unwanted1795392000042,
  LabelsAndAuthors1795392000043,
  FrozenRevisions1795392000044,
  AnnouncedPlaces1795392000045,
  MediaHouses1795392000050,
  WhoseHand1795392000055,
  Accounts1795392000056,
  Shares1795392000070,
  YearOfRows1795392000080,
  Retention1795392000081,
  LiveStreams1795392000090,
  UnusedMedia1795392000091,
  SecurityLog1795392000092,
  ReleasedNetworks1795392000093,
  FewPostsShow1795392000094,
  FailureCauses1795392000095,
  DoubtfulKeys1795392000096,
  OwnServers1795392000097,
  Consents1795392000098,
  ChannelLinks1795392000099,
];
