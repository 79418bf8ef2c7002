import { t } from './i18n.svelte';
import { MESSAGES, type MessageKey } from './messages';
import { settings } from './settings.svelte';

function locale(): string {
  return settings.language === 'ar' ? `ar-${settings.months}-u-nu-${settings.digits}-ca-gregory` : 'en-GB';
}

/** A number as the language and the digits that are set write it. */
export function number(value: number, options: Intl.NumberFormatOptions = {}): string {
  return new Intl.NumberFormat(locale(), options).format(value);
}

const PARTS: [RegExp, Intl.DateTimeFormatOptions][] = [
  [/^\d{4}-\d\d-\d\d$/, { year: 'numeric', month: 'long', day: 'numeric' }],
  [/^\d{4}-\d\d$/, { year: 'numeric', month: 'long' }],
  [/^\d{4}$/, { year: 'numeric' }],
];

/** A date of the record (a day, a month, a year, or two of them with `..` or `/` between) in words; others as they stand. */
export function date(value: string | null | undefined, options: { weekday?: boolean } = {}): string {
  if (!value) return t('date.none');
  const [first, last, ...more] = value.split(/\.\.|\//);
  if (first && last && !more.length) return span(first, last);
  const [day = '', hour = ''] = value.split(/(?=T)/);
  for (const [form, parts] of PARTS) {
    if (form.test(day)) {
      const shown = options.weekday && parts.day ? { ...parts, weekday: 'long' as const } : parts;
      const words = new Intl.DateTimeFormat(locale(), { ...shown, timeZone: 'UTC' }).format(new Date(day + '-01-01'.slice(day.length - 4)));
      return hour ? `${words} ${partOfDay(hour)}` : words;
    }
  }
  return value;
}

/** Two ends of a time, either of which may not be known. */
export function span(first: string | null | undefined, last: string | null | undefined): string {
  if (first && first === last) return date(first);
  if (first && last) {
    const month = /^\d{4}-\d\d-01$/.test(first) && lastOfMonth(first) === last ? first.slice(0, 7) : null;
    if (month) return date(month);
    return t('date.between', date(first), date(last));
  }
  if (first) return t('date.after', date(first));
  if (last) return t('date.by', date(last));
  return t('date.none');
}

/** The part of a day, TMO and the like, or the hour. */
function partOfDay(hour: string): string {
  const key = `time.${hour}`;
  return key in MESSAGES ? t(key as MessageKey) : hour.slice(1);
}

/** When a decision was made: day and time of the day. */
export function moment(value: string): string {
  const time = new Date(/[Z+]/.test(value.slice(10)) ? value : `${value}Z`);
  if (Number.isNaN(time.getTime())) return value;
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(time);
}

/** The name of a month by its number, 1 to 12. */
export function monthName(month: number): string {
  return new Intl.DateTimeFormat(locale(), { month: 'short', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, month - 1, 1)));
}

function lastOfMonth(first: string): string {
  const day = new Date(`${first}T00:00:00Z`);
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).toISOString().slice(0, 10);
}

/** The day, in days since 1970, that a date of the record begins with. */
export function dayOf(value: string): number {
  const [year = '1970', month = '01', day = '01'] = value.replace(/T.*$/, '').split('-');
  return Math.floor(Date.UTC(Number(year), Number(month) - 1, Number(day)) / 86_400_000);
}

/** The date of a day that is given in days since 1970. */
export function dateOfDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
