/** What the user sets for himself; kept in this browser only. */
export type Language = 'ar' | 'en';
export type Theme = 'system' | 'light' | 'dark';
export type Digits = 'latn' | 'arab';
/** Whose names the Gregorian months bear: يناير (Egypt), كانون الثاني (the Levant), جانفي (Tunisia, Algeria), يناير وغشت (Morocco). */
export type Months = 'EG' | 'LB' | 'TN' | 'MA';
export type Names = 'script' | 'latin' | 'both';

export interface Settings {
  language: Language;
  theme: Theme;
  digits: Digits;
  months: Months;
  names: Names;
  who: string;
  hidden: string[];
}

const KEY = 'musnad.settings';
const START: Settings = { language: 'ar', theme: 'system', digits: 'latn', months: 'EG', names: 'script', who: '', hidden: [] };

function kept(): Settings {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return { ...START, ...(typeof found === 'object' ? found : {}) };
  } catch {
    return START;
  }
}

export const settings: Settings = $state(kept());

/** Changes settings and keeps them. */
export function set(changes: Partial<Settings>): void {
  Object.assign(settings, changes);
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // A browser that keeps nothing forgets the settings with the tab; nothing else is lost.
  }
}

/** Shows the document in the language and the colours that are set. */
export function applySettings(): void {
  const root = document.documentElement;
  root.lang = settings.language;
  root.dir = settings.language === 'ar' ? 'rtl' : 'ltr';
  root.dataset['theme'] = settings.theme;
}
