import { say } from '../api/client';
import type { Decided, Verdict } from '../api/types';
import { t } from './i18n.svelte';
import { refreshProject } from './project.svelte';
import { tell, tellFault } from './said.svelte';
import { set, settings } from './settings.svelte';

/** Whether the name of who decides is being asked for. */
export const asking = $state<{ done: ((who: string | null) => void) | null }>({ done: null });

/** The name of who decides; asked for once. */
async function who(): Promise<string | null> {
  if (settings.who) return settings.who;
  const given = await new Promise<string | null>((done) => (asking.done = done));
  asking.done = null;
  if (given) set({ who: given });
  return given;
}

/** Logs verdicts together; gives their numbers, or nothing where none was logged. */
export async function decide(...verdicts: Verdict[]): Promise<number[] | null> {
  const name = await who();
  if (!name) return null;
  try {
    const decided = await say<Decided>('/decisions/batch', { decisions: verdicts.map((one) => ({ ...one, who: name })) });
    tell(t('decide.done', decided.decisions.join(' ')));
    void refreshProject();
    return decided.decisions;
  } catch (reason) {
    tellFault(reason);
    return null;
  }
}

/** Takes decisions back. */
export async function undo(numbers: number[], why = ''): Promise<boolean> {
  const name = await who();
  if (!name) return false;
  try {
    for (const number of [...numbers].reverse()) await say(`/decisions/${number}/withdraw`, { who: name, why });
    tell(t('decide.undone', numbers.join(' ')));
    void refreshProject();
    return true;
  } catch (reason) {
    tellFault(reason);
    return false;
  }
}
