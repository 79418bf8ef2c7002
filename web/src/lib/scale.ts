import { settings } from './settings.svelte';
import { date, dateOfDay, dayOf, number } from './dates';

/** Days -> places on a line; time runs as the interface is read. */
export class Scale {
  constructor(
    readonly first: number,
    readonly last: number,
    readonly width: number,
  ) {}

  get rightToLeft(): boolean {
    return settings.language === 'ar';
  }

  /** The place of the beginning of a day. */
  at(day: number): number {
    const share = ((day - this.first) / Math.max(this.last - this.first, 1)) * this.width;
    return this.rightToLeft ? this.width - share : share;
  }

  /** The day at a place. */
  day(place: number): number {
    const share = (this.rightToLeft ? this.width - place : place) / Math.max(this.width, 1);
    return Math.round(this.first + Math.min(Math.max(share, 0), 1) * (this.last - this.first));
  }

  /** Where a stretch of days is drawn, both ends with it: its left edge and its width. */
  stretch(first: number, last: number, least = 0): { x: number; width: number } {
    const [a, b] = [this.at(first), this.at(last + 1)].sort((m, n) => m - n) as [number, number];
    const width = Math.max(b - a, least);
    return { x: Math.min(Math.max(a - Math.max(least - (b - a), 0) / 2, 0), Math.max(this.width - width, 0)), width };
  }

  /** Days at which the line bears a date, with its words: years, months or days, as many as there is room for. */
  ticks(most: number): { day: number; words: string }[] {
    const days = Math.max(this.last - this.first, 1);
    const [form, step] = STEPS.find(([, one]) => days / one <= most) ?? ['year', Math.ceil(days / most / 365.25 / 5) * 5 * 365.25];
    const found: { day: number; words: string }[] = [];
    const from = new Date(this.first * 86_400_000);
    const months = Math.round(step / 30.44);
    for (let n = 0; n <= most * 2; n += 1) {
      let day: number;
      if (form === 'day') day = this.first + n * step;
      else {
        const base = form === 'year' ? Math.floor(from.getUTCFullYear() / Math.max(months / 12, 1)) * Math.max(months / 12, 1) * 12 : from.getUTCFullYear() * 12 + Math.floor(from.getUTCMonth() / months) * months;
        const month = base + n * months;
        day = dayOf(`${Math.floor(month / 12)}-${(month % 12) + 1}-01`);
      }
      if (day > this.last) break;
      if (day >= this.first) found.push({ day, words: words(dateOfDay(day), form) });
    }
    return found;
  }
}

const STEPS: ['day' | 'month' | 'year', number][] = [
  ['day', 1], ['day', 2], ['day', 7], ['day', 14], ['month', 30.44], ['month', 91.3], ['month', 182.6], ['year', 365.25], ['year', 730.5], ['year', 1826.25],
];

function words(day: string, form: 'day' | 'month' | 'year'): string {
  if (form === 'year') return number(Number(day.slice(0, 4)), { useGrouping: false });
  return form === 'month' ? date(day.slice(0, 7)) : date(day);
}
