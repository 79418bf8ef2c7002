import { ask } from '../api/client';
import type { Labels, ProjectInfo } from '../api/types';
import { takeCountries, takeLabels } from './i18n.svelte';

/** The project that the desk stands over. */
export const project = $state<{ info: ProjectInfo | null; error: string }>({ info: null, error: '' });

/** Asks what the project holds and what its codes are called. */
export async function startProject(): Promise<void> {
  try {
    const none = (): Record<string, string> => ({});
    const [info, labels, countries] = await Promise.all([
      ask<ProjectInfo>('/project'),
      ask<Labels>('/labels'),
      ask<Record<string, string>>('/countries').catch(none),
    ]);
    takeCountries(countries);
    takeLabels(labels);
    project.info = info;
  } catch (reason) {
    project.error = reason instanceof Error ? reason.message : String(reason);
  }
}

let next: ReturnType<typeof setTimeout> | undefined;

/** Asks anew what the project holds: a decision may have changed it, and links follow some seconds later. */
export async function refreshProject(): Promise<void> {
  clearTimeout(next);
  project.info = await ask<ProjectInfo>('/project').catch(() => project.info);
  if (project.info?.linking) next = setTimeout(() => void refreshProject(), 2000);
}

/** Whether decisions can be made here. */
export function canDecide(): boolean {
  return project.info?.read_only === false;
}
