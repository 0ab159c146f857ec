import {
  IconCalendarEvent,
  IconChecklist,
  IconFiles,
  IconHeartbeat,
  IconPhoto,
  IconPlugConnected,
  IconRosette,
  IconSettings,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';
import type { Permission } from '#rules/identity';
import { useMe } from '../../shared/session/use-me';

export interface NavItem {
  to: string;
  label: 'calendar' | 'posts' | 'review' | 'media' | 'channels' | 'brand' | 'members' | 'health' | 'settings';
  icon: Icon;
  /** In a phone's bottom bar; the others are under “More”. */
  primary: boolean;
  /** Permission needed to see it. */
  needs?: Permission;
}

/** The screens in order. */
const NAV_ITEMS: readonly NavItem[] = [
  { to: '/', label: 'calendar', icon: IconCalendarEvent, primary: true },
  { to: '/posts', label: 'posts', icon: IconFiles, primary: false },
  { to: '/review', label: 'review', icon: IconChecklist, primary: true },
  { to: '/library', label: 'media', icon: IconPhoto, primary: true },
  { to: '/channels', label: 'channels', icon: IconPlugConnected, primary: false },
  { to: '/brand', label: 'brand', icon: IconRosette, primary: false },
  { to: '/members', label: 'members', icon: IconUsers, primary: false },
  { to: '/health', label: 'health', icon: IconHeartbeat, primary: false, needs: 'health.read' },
  { to: '/settings', label: 'settings', icon: IconSettings, primary: false },
];

/** The screens that the person may see. */
export function useNavItems(): readonly NavItem[] {
  const { permissions } = useMe();
  return NAV_ITEMS.filter(({ needs }) => !needs || permissions.includes(needs));
}
