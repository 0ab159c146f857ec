import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { BrowserRouter, Outlet, Route, Routes } from 'react-router';
import { SignIn } from './features/auth/sign-in';
import { CalendarScreen } from './features/calendar/calendar-screen';
import { Home } from './features/desk/home';
import { NotFound } from './features/shell/not-found';
import { Shell } from './features/shell/shell';
import { SignedIn } from './features/shell/signed-in';
import { queryClient } from './shared/api/query-client';
import { Boundary } from './shared/ui/boundary';
import { Toasts } from './shared/ui/toasts';
import { cssVariablesResolver, theme } from './shared/theme/theme';

const PostPanel = lazy(() => import('./features/post/post-panel'));
const Review = lazy(() => import('./features/review/review-screen'));
const MediaLibrary = lazy(() => import('./features/media/media-screen'));
const Channels = lazy(() => import('./features/channels/channels-screen'));
const Consent = lazy(() => import('./features/channels/consent/consent-screen'));
const ConsentReturn = lazy(() => import('./features/channels/consent/consent-return'));
const ConnectByLink = lazy(() => import('./features/channels/links/connect-screen'));
const Brand = lazy(() => import('./features/brand/brand-screen'));
const Members = lazy(() => import('./features/members/members-screen'));
const Health = lazy(() => import('./features/health/health-screen'));
const Account = lazy(() => import('./features/account/account-screen'));
const Reset = lazy(() => import('./features/door/reset-screen'));
const Invitation = lazy(() => import('./features/door/invitation-screen'));
const Settings = lazy(() => import('./features/settings/settings-screen'));

/** Providers and routes. A post opens over the calendar or the list, which keeps its state. */
export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <Toasts />
        <BrowserRouter>
          <Boundary>
            <Routes>
              <Route path="/sign-in" element={<SignIn />} />
              <Route
                element={
                  <Suspense fallback={null}>
                    <Outlet />
                  </Suspense>
                }
              >
                <Route path="/reset/:token?" element={<Reset />} />
                <Route path="/invitation/:token" element={<Invitation />} />
                <Route path="/connect/:token?/:id?" element={<ConnectByLink />} />
                <Route path="/channels/consent" element={<ConsentReturn />} />
              </Route>
              <Route
                element={
                  <SignedIn>
                    <Shell />
                  </SignedIn>
                }
              >
                <Route element={<CalendarScreen />}>
                  <Route index element={<Home />} />
                  <Route path="posts" element={null} />
                  <Route path="posts/:id/:mode?" element={<PostPanel />} />
                </Route>
                <Route path="review/:id?" element={<Review />} />
                <Route path="library" element={<MediaLibrary />} />
                <Route path="channels" element={<Channels />} />
                <Route path="channels/consents/:id?" element={<Consent />} />
                <Route path="brand" element={<Brand />} />
                <Route path="members" element={<Members />} />
                <Route path="health" element={<Health />} />
                <Route path="account" element={<Account />} />
                <Route path="settings" element={<Settings />} />
                <Route path="*" element={<NotFound />} />
              </Route>
            </Routes>
          </Boundary>
        </BrowserRouter>
      </QueryClientProvider>
    </MantineProvider>
  );
}
