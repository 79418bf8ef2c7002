import cytoscape from 'cytoscape';
import type { Network } from '../api/types';
import { nameOf } from './links';

interface Colours {
  ink: string;
  card: string;
  accent: string;
  strong: string;
  conflict: string;
  cooperation: string;
  font: string;
}

/** The colours of the page, as a drawing on a canvas needs them. */
function colours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string): string => style.getPropertyValue(name).trim();
  return { ink: of('--ink'), card: of('--card'), accent: of('--accent'), strong: of('--strong'), conflict: of('--conflict'), cooperation: of('--cooperation'), font: of('--sans') };
}

/** From conflict, -10, over nothing to cooperation, 10. */
export function colourOf(score: number | null, tones: { strong: string; conflict: string; cooperation: string }): string {
  if (score === null) return tones.strong;
  const share = Math.min(Math.abs(score) / 7, 1);
  const [from, to] = [tones.strong, score < 0 ? tones.conflict : tones.cooperation].map(parts) as [number[], number[]];
  return `rgb(${from.map((part, n) => Math.round(part + ((to[n] ?? 0) - part) * share)).join(',')})`;
}

function parts(hex: string): number[] {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
}

/** Cytoscape writes its own sheet of styles, which the desk's policy forbids, unless there is one by this name. */
function withoutOwnStyles(): void {
  const id = '__________cytoscape_stylesheet';
  if (document.getElementById(id)) return;
  const none = document.createElement('meta');
  none.id = id;
  document.head.append(none);
}

/** Draws a network into an element; what is tapped is told by its id, an edge as that of its two ends. */
export function draw(element: HTMLElement, network: Network, tapped: { node: (id: string) => void; edge: (source: string, target: string) => void }): cytoscape.Core {
  withoutOwnStyles();
  const tones = colours();
  const most = Math.max(...network.nodes.map((node) => node.events), 1);
  const graph = cytoscape({
    container: element,
    elements: [
      ...network.nodes.map((node) => ({ data: { id: node.id, name: nameOf(node), size: 16 + 30 * Math.sqrt(node.events / most), kind: node.kind } })),
      ...network.edges.map((edge) => ({
        data: { id: `${edge.source} ${edge.target}`, source: edge.source, target: edge.target, width: 1 + 2 * Math.log2(1 + edge.events), colour: colourOf(edge.score, tones), denied: edge.score !== null && edge.score < 0 ? 1 : 0 },
      })),
    ],
    style: [
      {
        selector: 'node',
        style: {
          label: 'data(name)', width: 'data(size)', height: 'data(size)', 'background-color': tones.card, 'border-color': tones.accent, 'border-width': 2, color: tones.ink,
          'font-family': tones.font, 'font-size': 15, 'text-valign': 'bottom', 'text-margin-y': 3, 'text-wrap': 'wrap', 'text-max-width': '110px', 'text-background-color': tones.card, 'text-background-opacity': 0.7, 'min-zoomed-font-size': 7,
        },
      },
      { selector: 'node[kind != "PER"]', style: { shape: 'round-rectangle' } },
      { selector: 'node[kind = "MEDIA"], node[kind = "outlet"]', style: { shape: 'round-hexagon' } },
      { selector: 'edge', style: { width: 'data(width)', 'line-color': 'data(colour)', 'target-arrow-color': 'data(colour)', 'target-arrow-shape': 'triangle', 'curve-style': 'bezier', 'arrow-scale': 0.8, opacity: 0.85 } },
      { selector: 'edge[denied = 1]', style: { 'line-style': 'dashed' } },
      { selector: ':selected', style: { 'border-width': 4, opacity: 1, 'overlay-color': tones.accent, 'overlay-opacity': 0.15 } },
    ],
    layout: layoutOf(network),
    minZoom: 0.2,
    maxZoom: 3,
  });
  // Few are not drawn larger than words are elsewhere.
  if (graph.zoom() > 1.2) {
    graph.zoom(1.2);
    graph.center();
  }
  graph.on('tap', 'node', (event) => tapped.node(event.target.id() as string));
  graph.on('tap', 'edge', (event) => tapped.edge(event.target.data('source') as string, event.target.data('target') as string));
  return graph;
}

/** From the one in the middle outwards; without one, by what ties hold together. The same network is always drawn the same. */
function layoutOf(network: Network): cytoscape.LayoutOptions {
  if (!network.center) return { name: 'cose', animate: false, randomize: false, nodeRepulsion: () => 9_000, idealEdgeLength: () => 60, componentSpacing: 30, nodeDimensionsIncludeLabels: true, padding: 24 };
  const center = network.center;
  const near = new Set(network.edges.flatMap((edge) => (edge.source === center ? [edge.target] : edge.target === center ? [edge.source] : [])));
  const rank = (id: string): number => (id === center ? 3 : near.has(id) ? 2 : 1);
  return { name: 'concentric', animate: false, padding: 30, minNodeSpacing: 45, concentric: (node: { id(): string }) => rank(node.id()), levelWidth: () => 1 } as cytoscape.LayoutOptions;
}
