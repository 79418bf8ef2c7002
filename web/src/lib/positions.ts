import { escaped, isUnsafe } from './text';

/** A text node with where it begins; an escape stands for one sign of the text. */
interface Stretch {
  start: number;
  length: number;
  node: Text;
  escape: boolean;
}

/**
 * The text of a page laid into elements, a paragraph a line, and the way back and forth between its places (UTF-16 code units)
 * and the document's nodes. The words stand in plain text nodes: marks are painted over them (CSS Custom Highlight API), as
 * elements around parts of a word would tear its letters apart.
 */
export class LaidText {
  readonly #stretches: Stretch[] = [];
  readonly #lines: { start: number; end: number; element: HTMLElement }[] = [];

  /** Lays a text into an element, which is emptied before; `kind` gives the class of the line that begins at a place. */
  constructor(root: HTMLElement, text: string, kind: (start: number, end: number) => string) {
    root.replaceChildren();
    let start = 0;
    for (const line of text.split('\n')) {
      const element = document.createElement('p');
      element.dir = 'auto';
      element.className = line.trim() ? kind(start, start + line.length) : 'blank';
      this.#fill(element, line, start);
      root.append(element);
      this.#lines.push({ start, end: start + line.length, element });
      start += line.length + 1;
    }
  }

  #fill(line: HTMLElement, words: string, start: number): void {
    let from = 0;
    let at = 0;
    for (const sign of words) {
      if (isUnsafe(sign)) {
        this.#add(line, words.slice(from, at), start + from);
        const shown = document.createElement('span');
        shown.className = 'control';
        this.#add(shown, escaped(sign), start + at, sign.length);
        line.append(shown);
        from = at + sign.length;
      }
      at += sign.length;
    }
    this.#add(line, words.slice(from), start + from);
  }

  #add(parent: HTMLElement, words: string, start: number, length = words.length): void {
    if (!words) return;
    const node = document.createTextNode(words);
    parent.append(node);
    this.#stretches.push({ start, length, node, escape: length !== words.length });
  }

  /** The range that the words of a place take up; nothing where it is empty or outside of the text. */
  range(start: number, end: number): Range | null {
    const first = this.#stretches[this.#endingAfter(start)];
    const last = this.#stretches[this.#endingAfter(end - 1)];
    if (end <= start || !first || !last || first.start >= end) return null;
    const range = document.createRange();
    range.setStart(first.node, first.escape ? 0 : Math.max(start - first.start, 0));
    range.setEnd(last.node, last.escape ? last.node.length : Math.max(Math.min(end - last.start, last.length), 0));
    return range.collapsed ? null : range;
  }

  /** The place at a point of the document; nothing outside of the text. */
  position(node: Node, offset: number): number | null {
    const stretch = this.#stretches.find((one) => one.node === node);
    if (stretch) return stretch.start + (stretch.escape ? (offset ? stretch.length : 0) : offset);
    const line = this.#lines.find((one) => one.element === node);
    return line ? (offset ? line.end : line.start) : null;
  }

  #endingAfter(place: number): number {
    let low = 0;
    let high = this.#stretches.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const stretch = this.#stretches[middle] as Stretch;
      if (stretch.start + stretch.length > place) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
