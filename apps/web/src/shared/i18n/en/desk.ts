import type { desk as french } from '../fr/desk';
import type { Same } from '../same';

export const desk: Same<typeof french> = {
  desk: {
    undated: 'No date',
    undatedCount: 'No date · {{total}}',
    undatedEmpty: 'Nothing is waiting for a date.',
    undatedAll: 'See the {{total}} posts without a date',
    undatedKeys: 'Enter opens the post. M gives it a date.',
    read: 'Enter opens the post.',
    place: 'Give a date',
    placeOf: 'Give “{{label}}” a date',
    placed: 'New date: {{when}}',
    placeDay: 'Day',
    placeTime: 'Time',
    placeZone: 'In {{zone}}.',
    gap: 'On that day the clocks go forward and skip {{time}}. Choose the nearest time.',
    passed: 'This moment has passed.',
    noWords: 'Empty post',
    posts: 'Posts',
    lead: 'The one changed last comes first.',
    search: 'Search',
    searchHint: 'Words of the title or the text',
    state: 'State',
    allStates: 'All states',
    onlyUndated: 'Only without a date',
    noDate: 'No date',
    noChannel: 'No channel',
    list: 'List of posts',
    none: 'No post matches this search.',
    noneYet: 'No post yet. The first one appears here as soon as its text is saved.',
  },
};
