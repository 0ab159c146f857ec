import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';
import i18next from 'i18next';

/** Greys of the paper's hue, from paper to ink. */
const stone: MantineColorsTuple = [
  '#FBFAF8',
  '#F3F1EC',
  '#E7E3DB',
  '#D3CEC3',
  '#B3ADA0',
  '#8A8477',
  '#6B665B',
  '#4C4840',
  '#33302A',
  '#1B1A17',
];

/** The same hue for the dark theme, from ink to paper: Mantine takes dark surfaces from here. */
const dark: MantineColorsTuple = [
  '#EFECE6',
  '#D8D3C9',
  '#B5AFA3',
  '#A29C90',
  '#4A463F',
  '#37342E',
  '#262420',
  '#161513',
  '#100F0E',
  '#0A0A09',
];

/** The accent colour. White text needs the darker shade; tokens.css picks it per theme. */
const accent: MantineColorsTuple = [
  '#FDEEE9',
  '#FAD9CE',
  '#F5B5A1',
  '#FF9A7A',
  '#FF7A52',
  '#E4572E',
  '#C4431C',
  '#A63815',
  '#842C10',
  '#5E1F0B',
];

export const theme = createTheme({
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  headings: { fontFamily: '"Inter Variable", system-ui, sans-serif', fontWeight: '600' },
  colors: { stone, dark, accent, gray: stone },
  primaryColor: 'stone',
  primaryShade: { light: 9, dark: 1 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  black: '#1B1A17',
  white: '#FFFFFF',
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '8px', xl: '8px' },
  fontSizes: { xs: '12px', sm: '14px', md: '16px', lg: '20px', xl: '28px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '40px' },
  shadows: { xs: 'none', sm: 'var(--lu-shadow)', md: 'var(--lu-shadow)', lg: 'var(--lu-shadow)' },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 120 } } },
    Popover: { defaultProps: { transitionProps: { duration: 120 }, shadow: 'md' } },
    // Menus open inside the content, so that assistive technology finds them in a landmark.
    Menu: {
      defaultProps: {
        transitionProps: { duration: 120 },
        shadow: 'md',
        withInitialFocusPlaceholder: false,
        floatingStrategy: 'fixed',
        portalProps: { target: '#content' },
      },
    },
    // Evaluated on rendering, so that it follows the language.
    Notification: { defaultProps: () => ({ closeButtonProps: { 'aria-label': i18next.t('close') } }) },
    MenuDivider: { defaultProps: { role: 'separator' } },
    // The tick has the paper's colour, because its ground has the ink's, by day and by night.
    Checkbox: { defaultProps: { iconColor: 'var(--lu-paper)' } },
    Radio: { defaultProps: { iconColor: 'var(--lu-paper)' } },
    Select: { defaultProps: { allowDeselect: false, checkIconPosition: 'right' } },
    // Text direction follows the content.
    TextInput: { defaultProps: { dir: 'auto' } },
    Textarea: { defaultProps: { dir: 'auto' } },
    Tooltip: { defaultProps: { openDelay: 300, transitionProps: { duration: 100 } } },
  },
});

/** Sets Mantine's own variables from tokens.css. */
export const cssVariablesResolver: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--lu-paper)',
    '--mantine-color-text': 'var(--lu-ink)',
    '--mantine-color-dimmed': 'var(--lu-ink-2)',
    '--mantine-color-placeholder': 'var(--lu-ink-3)',
    '--mantine-color-default': 'var(--lu-surface)',
    '--mantine-color-default-hover': 'var(--lu-hover)',
    '--mantine-color-default-border': 'var(--lu-line-strong)',
    '--mantine-color-default-color': 'var(--lu-ink)',
    '--mantine-color-error': 'var(--lu-red)',
    '--mantine-color-anchor': 'var(--lu-ink)',
    // Disabled buttons stay readable, because their text says what comes next.
    '--mantine-color-disabled-color': 'var(--lu-ink-2)',
  };
  return { variables: {}, light: shared, dark: shared };
};
