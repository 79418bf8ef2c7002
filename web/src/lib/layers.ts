import type { PageRecord, Range16 } from '../api/types';
import type { LaidText } from './positions';

/** What is marked in the text of a page, in the order in which marks are painted, the last on top. */
export const LAYERS = ['furniture', 'described', 'org', 'loc', 'per', 'time', 'cue', 'trigger'] as const;
export type Layer = (typeof LAYERS)[number];

/** The layers that the user can put out, by the names of the program's labels. */
export const SHOWN: Layer[] = ['per', 'org', 'loc', 'time', 'trigger', 'cue'];

export const LAYER_OF: Record<string, Layer> = { PER: 'per', ORG: 'org', ARMED: 'org', MEDIA: 'org', GPE: 'loc', LOC: 'loc' };

/** The places of each layer of a page. */
export function places(record: PageRecord): Record<Layer, Range16[]> {
  const named = (layer: Layer): Range16[] => record.mentions.filter((one) => one.named && LAYER_OF[one.kind] === layer);
  return {
    furniture: record.zones.filter((zone) => zone.kind === 'furniture'),
    described: record.mentions.filter((one) => !one.named),
    per: named('per'),
    org: named('org'),
    loc: named('loc'),
    time: record.times,
    cue: record.statements.flatMap((one) => one.cue ?? []),
    trigger: record.claims,
  };
}

/** Paints the layers of a page, without those that are put out. */
export function paint(text: LaidText, found: Record<Layer, Range16[]>, hidden: readonly string[]): void {
  LAYERS.forEach((layer, order) => {
    mark(text, layer, hidden.includes(layer) || (layer === 'described' && hidden.includes('per')) ? [] : found[layer], order);
  });
}

/** Paints one mark on some places, and takes it off all others. */
export function mark(text: LaidText, name: string, found: readonly Range16[], priority: number = LAYERS.length): void {
  if (!('highlights' in CSS)) return;
  const ranges = found.map((place) => text.range(place.start16, place.end16)).filter((range) => range !== null);
  const highlight = new Highlight(...ranges);
  highlight.priority = priority;
  CSS.highlights.set(name, highlight);
}

/** Takes all marks off. */
export function wipe(): void {
  if ('highlights' in CSS) CSS.highlights.clear();
}
