import type { consent as fr } from '../fr/consent';
import type { Same } from '../same';

/** Connecting accounts: consent, choice, links for their owners. */
export const consent: Same<typeof fr> = {
  consent: {
    go: 'Continue on {{network}}',
    needs: {
      bluesky:
        'You need the account’s handle and an app password, made in Bluesky under Settings, Privacy and security.',
      facebook:
        'Sign in with a Facebook account that administers the pages. One consent is enough for all of them.',
      ghost: 'The address of the site is needed, and the Admin API key of an integration made for Lineup.',
      instagram:
        'The Instagram account must be professional (business or creator). Where it is linked to a Facebook page, either access will do.',
      linkedin: 'Sign in with a LinkedIn profile that is super admin or content admin of the pages.',
      mastodon:
        'Give the address of the server that the account is on, then sign in there. Each account is connected in its turn.',
      pinterest:
        'The Pinterest account must be a business one. Each account is connected in its turn, with its boards.',
      threads: 'Sign in with the Threads account that will publish. Each account is connected in its turn.',
      tiktok: 'Sign in with the TikTok account that will publish. Each account is connected in its turn.',
      webhook:
        'The address that receives is needed, and a secret that signs each request: whsec_ and at least 24 random bytes in base64, which you give to the receiver too.',
      wordpress:
        'The address of the site is needed, and the user name with an application password of a person who may publish there.',
      x: 'Sign in with the X account that will publish. Each account is connected in its turn.',
      youtube:
        'Sign in with the Google account of the channel. Google asks which one: one channel at a time.',
    },
    missing: 'This installation has no application on {{network}} yet. Its operator has to give:',
    guide: 'How to make it, step by step',
    paste: 'Paste a token instead',
    title: 'Accounts to connect',
    reading: 'Reading the accounts…',
    lead_one: 'This consent reaches {{count}} {{network}} account. Nothing is connected yet.',
    lead_other: 'This consent reaches {{count}} {{network}} accounts. Nothing is connected yet.',
    search: 'Search for an account',
    filter: 'Accounts shown',
    shown: { all: 'All', new: 'Not connected', chosen: 'Chosen' },
    list: 'Accounts',
    all_one: 'Choose the account shown',
    all_other: 'Choose the {{count}} accounts shown',
    none: 'No account matches.',
    more_one: 'Show {{count}} more account',
    more_other: 'Show {{count}} more accounts',
    known: 'connected already: its access is renewed',
    obstacle: {
      role: 'you have no right to publish there',
      elsewhere: 'already connected for another establishment',
    },
    establishment: 'Establishment',
    establishmentOf: 'Establishment of {{name}}',
    homeless_one: '{{count}} chosen account has no establishment.',
    homeless_other: '{{count}} chosen accounts have no establishment.',
    another:
      'This consent gives no access to {{name}}: you may have signed in with another account. Nothing is chosen.',
    most: 'At most {{count}} accounts at a time.',
    giveAll: 'Give to an establishment',
    placementHint: 'For the new channels; it can be changed for each afterwards.',
    connect_zero: 'Connect',
    connect_one: 'Connect {{count}} account',
    connect_other: 'Connect {{count}} accounts',
    done_one: '{{count}} channel connected',
    done_other: '{{count}} channels connected',
    over: 'This consent has been used, or has expired. Nothing else was connected. Start again from Channels.',
    again: 'Back to the channels',
  },
  links: {
    other: 'The account belongs to somebody else',
    hint: 'Send them a link: they can connect this account for the establishment, and nothing else. They need no Lineup account.',
    make: 'Make the link',
    once: 'Copy it now: it is not shown again. It works once, for 14 days, as long as you manage the channels of this establishment.',
    open: 'Links sent',
    until: 'good until {{day}}',
    revoke: 'Take the link back',
    revokeOf: 'Take back the {{network}} link for {{establishment}}',
    revoked: 'Link taken back',
    title: 'Connect a {{network}} account',
    lead: '{{by}} invites you to connect your account for {{establishment}} ({{organisation}}). Lineup will publish there the posts that this team approves, and nothing else is asked of you.',
    pick: 'Which account should be connected?',
    connect: 'Connect this account',
    done: '{{name}} is connected',
    doneText:
      'Thank you. You can close this page. The access can be withdrawn at any time in the settings of {{network}}.',
    start: 'Start again',
    lost: 'Open your link again',
    lostText:
      'The network sent you back into another browser than the one in which you had opened the link. Nothing was connected. Open the link you received again, here, and start anew.',
  },
};
