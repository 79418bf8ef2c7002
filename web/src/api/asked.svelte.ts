import { ask, Refused, type Values } from './client';

/** An answer that follows what is asked: it is asked anew when that changes, and the former one stays until then. */
export class Asked<Answer> {
  answer: Answer | null = $state.raw(null);
  error: string = $state('');
  loading: boolean = $state(false);
  #again: number = $state(0);

  /** `what` gives the path and the query; nothing is asked while it gives null. */
  constructor(what: () => [string, Values] | null) {
    $effect(() => {
      void this.#again;
      const wanted = what();
      if (!wanted) {
        this.answer = null;
        return;
      }
      const stop = new AbortController();
      this.loading = true;
      ask<Answer>(wanted[0], wanted[1], stop.signal).then(
        (found) => {
          this.answer = found;
          this.error = '';
          this.loading = false;
        },
        (reason: unknown) => {
          if (stop.signal.aborted) return;
          this.error = reason instanceof Refused || reason instanceof Error ? reason.message : String(reason);
          this.answer = null;
          this.loading = false;
        },
      );
      return () => stop.abort();
    });
  }

  /** Asks once more. */
  again(): void {
    this.#again += 1;
  }
}
