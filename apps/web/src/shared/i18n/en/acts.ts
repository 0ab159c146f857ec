import type { acts as french } from '../fr/acts';
import type { Same } from '../same';

/** What is done to a post once it is written, what stands in its way, and the fields for a day and an hour. */
export const acts: Same<typeof french> = {
  field: {
    date: 'This date is not understood. For example: 1/12/2026.',
    time: 'This time is not understood. For example: 9:30 am.',
    openMonth: 'Choose in a calendar',
    month: 'Calendar of the month',
    previousYear: 'Previous year',
    nextYear: 'Next year',
    previousDecade: 'Previous decade',
    nextDecade: 'Next decade',
    chooseMonth: 'Choose a month',
    chooseYear: 'Choose a year',
    countWords: '{{count}} characters of {{limit}}',
  },
  acts: {
    more: 'More actions',
    duplicate: 'Duplicate',
    duplicated: 'Here is the copy: a draft, without a date',
    again: 'Start again for the channels that failed',
    againDone_one: 'Here is the copy, for the channel that failed',
    againDone_other: 'Here is the copy, for the {{count}} channels that failed',
    withdraw: 'Withdraw from review',
    withdrawConfirm:
      'The post leaves the review queue and is a draft again. The versions already sent stay in its history.',
    withdrawn: 'Withdrawn from review: it is a draft again',
    deleteDraft: 'Delete the draft',
    deleteText:
      'The text, the settings per channel and the date of “{{label}}” go, for everybody. Media stay in the library. This cannot be undone.',
    deleteUnnamed:
      'This draft goes, for everybody, with its settings and its date. Media stay in the library. This cannot be undone.',
    readOnly: 'You may read posts, not write them. Ask an administrator for that right.',
    tooLateFix: 'Change the date',
    undated: 'Without a date, this post stays in the “No date” drawer once it is approved.',
  },
  reconnect: {
    link: 'Reconnect {{name}}',
    ask: 'Ask {{names}} to reconnect the channel.',
    askNobody: 'Ask an administrator to reconnect the channel.',
  },
  shown: {
    draft: 'A draft: what is published if it goes out as it is.',
    pending: 'Version {{number}}, sent by {{name}}, {{when}}.',
    approved: 'Version {{number}}, approved by {{name}}, {{when}}.',
    plain: 'Version {{number}}, as it was frozen.',
  },
  ours: {
    timeout: 'The network did not answer in time.',
    unreachable: 'The network could not be reached.',
    unreadable: 'The network’s answer could not be read.',
    processing: 'The network did not finish processing the media in time.',
    quota: 'The number of deliveries allowed is reached for now.',
    held: 'The channel was waiting for a limit of the network to end.',
    too_late: 'The longest delay allowed had passed.',
    content: 'The post no longer met a limit of the network.',
    invalid_id: 'The account has no valid identifier at the network.',
    media: 'A medium could not be prepared.',
    account: 'The account does not allow what was chosen.',
    channel: 'The channel is paused or needs reconnecting.',
    interrupted: 'The delivery was interrupted before the answer.',
    unconfirmed: 'The network did not confirm.',
    internal: 'Something went wrong on our side.',
  },
};
