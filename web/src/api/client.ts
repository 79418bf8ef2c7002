import { awaited } from '../lib/awaited';
import type { Problem } from './types';

/** What the API refused, with its reason in plain words. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail || problem.title);
  }
}

type Value = string | number | boolean | null | undefined;
export type Values = Record<string, Value | readonly Value[]>;

/** The address of an answer of the API. */
export function address(path: string, values: Values = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const one of Array.isArray(value) ? (value as Value[]) : [value as Value]) {
      if (one !== null && one !== undefined && one !== '' && one !== false) query.append(name, String(one));
    }
  }
  const text = query.toString();
  return `/api${path}${text ? `?${text}` : ''}`;
}

/** Asks for an answer. The browser keeps answers and asks whether they still hold (ETag). */
export function ask<Answer>(path: string, values: Values = {}, signal?: AbortSignal): Promise<Answer> {
  return awaited(fetch(address(path, values), { headers: { accept: 'application/json' }, signal: signal ?? null }).then(answer<Answer>));
}

/** Says something to the API that it keeps. */
export function say<Answer>(path: string, body: unknown): Promise<Answer> {
  const sent = fetch(`/api${path}`, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return awaited(sent.then(answer<Answer>));
}

async function answer<Answer>(response: Response): Promise<Answer> {
  const found: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    const none = { type: 'about:blank', title: response.statusText, status: response.status, detail: '', errors: [], decisions: [] };
    throw new Refused({ ...none, ...(found as Problem | null) });
  }
  return found as Answer;
}
