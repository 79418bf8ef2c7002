import type { Quote } from '../api/types';
import { settings } from './settings.svelte';
import { oneLine } from './text';

/** Where words stand on their page. */
export function placeOf(quote: { page: string; start: number; end: number }): string {
  return `/pages/${quote.page}?at=${quote.start}-${quote.end}`;
}

/** Where a claim stands: its id over all pages is the beginning of the page's hash, maybe a version, and its own id. */
export function claimAddress(id: string): string {
  return `/pages/${id.replace(/[.-].*$/, '')}?claim=${own(id)}`;
}

/** The part of an id that belongs to the page. */
export function own(id: string): string {
  return id.slice(id.lastIndexOf('-') + 1);
}

/** The words of a quotation and those before and behind them in its sentence. */
export function parted(quote: Quote): [string, string, string] {
  const end = quote.at16 + quote.length16;
  return [quote.sentence.slice(0, quote.at16), quote.sentence.slice(quote.at16, end), quote.sentence.slice(end)];
}

/** A name as the user wants names: as pages write it, in Latin letters, or both. */
export function nameOf(one: { name: string; latin?: string | null }): string {
  const name = oneLine(one.name);
  if (!one.latin || settings.names === 'script') return name;
  return settings.names === 'latin' ? oneLine(one.latin) : `${name} · ${oneLine(one.latin)}`;
}
