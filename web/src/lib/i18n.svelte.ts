import { number } from './dates';
import { COUNTED, MESSAGES, type Counted, type MessageKey } from './messages';
import { settings, type Language } from './settings.svelte';

type Labels = Record<string, { ar: string; en: string }>;
const kept = $state<{ labels: Labels; countries: Record<string, string> }>({ labels: {}, countries: {} });

/** Takes the program's own labels of its codes. */
export function takeLabels(labels: Labels): void {
  kept.labels = labels;
}

/** Takes the two letters of countries, by the three letters that the record has. */
export function takeCountries(countries: Record<string, string>): void {
  kept.countries = countries;
}

/** The name of a country by its three letters; the letters where they are not known. */
export function country(code: string | null | undefined): string {
  const two = code ? kept.countries[code] : undefined;
  if (!two) return code ?? '';
  return new Intl.DisplayNames(settings.language, { type: 'region' }).of(two.toUpperCase()) ?? two;
}

/** A message of the desk, in the language that is set. */
export function t(key: MessageKey, ...values: (string | number)[]): string {
  return filled(MESSAGES[key][settings.language === 'ar' ? 0 : 1], values);
}

/** A verdict in a word: `reject`, or `reject claim` as it stands beside a thing. */
export function verdict(kind = ''): string {
  const key = `log.${kind.split(' ', 1)[0] ?? ''}`;
  return key in MESSAGES ? t(key as MessageKey) : kind;
}

/** The label of a code of the record; the code where the program has none. */
export function label(group: string, code: string | null | undefined, language: Language = settings.language): string {
  if (!code) return '';
  return kept.labels[`${group}.${code}`]?.[language] ?? code;
}

/** A number with its noun, in the form that the language has for so many. */
export function counted(what: Counted, count: number): string {
  const forms: Record<string, string> = COUNTED[what][settings.language];
  const form = new Intl.PluralRules(settings.language).select(count);
  return filled(forms[form] ?? forms['other'] ?? '', [number(count)]);
}

/** Several in a row, with the comma of the script that they are written in. */
export function list(parts: readonly string[]): string {
  return parts.join(/[\u0600-\u06ff]/.test(parts[0] ?? '') ? '، ' : ', ');
}

/** A share between 0 and 1 in hundredths. */
export function percent(share: number): string {
  return number(share, { style: 'percent', maximumFractionDigits: 0 });
}

function filled(message: string, values: (string | number)[]): string {
  return message.replace(/\{(\d)\}/g, (_, at: string) => {
    const value = values[Number(at)];
    return typeof value === 'number' ? number(value) : (value ?? '');
  });
}

/** The codes of a group that the program has labels for. */
export function codes(group: string): string[] {
  return Object.keys(kept.labels).filter((key) => key.startsWith(`${group}.`)).map((key) => key.slice(group.length + 1));
}
