import { query } from './router.svelte';

/** The filters that all views have in common, by their names in the address and in the API. */
export const FILTERS = [
  'q', 'since', 'until', 'actor', 'party', 'type', 'status', 'place', 'source', 'source_kind', 'outlet', 'denied',
  'disagreeing', 'min_roots',
] as const;
export type Filter = (typeof FILTERS)[number];
export type Filters = Partial<Record<Filter, string[]>>;
/** Those of which several values can be set; any of them will do. */
export const SEVERAL: ReadonlySet<Filter> = new Set(['actor', 'party', 'type', 'status', 'place', 'source', 'source_kind', 'outlet']);

/** The filters that are set in the address; of one that takes one value, the last counts. */
export function filters(): Filters {
  const found = query();
  const set: Filters = {};
  for (const name of FILTERS) {
    const values = [...new Set(found.getAll(name).filter(Boolean))];
    if (values.length) set[name] = SEVERAL.has(name) ? values : values.slice(-1);
  }
  return set;
}

/** An address of the desk with the filters that are set, and with others. */
export function withFilters(path: string, others: Record<string, string | null> = {}): string {
  const found = new URLSearchParams();
  for (const [name, values] of Object.entries(filters())) {
    if (!(name in others)) for (const value of values) found.append(name, value);
  }
  for (const [name, value] of Object.entries(others)) if (value !== null) found.set(name, value);
  const text = found.toString();
  return text ? `${path}?${text}` : path;
}
