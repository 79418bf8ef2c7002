import { untrack } from 'svelte';
import type { MessageKey } from './messages';

/** A key of the desk: what is pressed, what it does in words, and the deed. */
export interface Key {
  keys: string[];
  what: MessageKey;
  does: (event: KeyboardEvent) => void;
}

let groups = $state.raw<Key[][]>([]);

/** The keys that hold now, the desk's own first, then those of the view that is shown. */
export function heldKeys(): Key[] {
  return groups.flat();
}

/** Lets keys hold as long as the calling component is there. */
export function useKeys(keys: Key[]): void {
  $effect(() => {
    groups = [...untrack(() => groups), keys];
    return () => {
      groups = untrack(() => groups).filter((group) => group !== keys);
    };
  });
}

const TYPED = 'input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable], [data-own-keys]';

/** Takes the key presses of the whole document, but for those that are typed into a field or belong to a dialog. */
export function startKeys(): void {
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const at = event.target instanceof HTMLElement ? event.target : null;
    if (at?.closest(TYPED) || document.querySelector('dialog[open]')) return;
    if (['Enter', ' '].includes(event.key) && at?.closest('a, button, summary, input')) return;
    if (event.key.startsWith('Arrow') && at?.closest('input')) return;
    for (const group of [...groups].reverse()) {
      const key = group.find((one) => one.keys.includes(event.key));
      if (key) {
        event.preventDefault();
        key.does(event);
        return;
      }
    }
  });
}
