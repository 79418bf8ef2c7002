/** Where the desk is: the path names the view, the query holds the filters, so that each state has its address. */
export const route = $state({ path: location.pathname, query: location.search });

function take(): void {
  route.path = location.pathname;
  route.query = location.search;
}

/** Goes to an address of the desk; `replace` leaves no step behind for the back button. */
export function go(address: string, options: { replace?: boolean; stay?: boolean } = {}): void {
  if (address === location.pathname + location.search + location.hash) return;
  history[options.replace ? 'replaceState' : 'pushState'](null, '', address);
  take();
  if (!options.stay) {
    scrollTo(0, 0);
    document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
  }
}

/** Takes clicks on the desk's own links, and the back button. */
export function startRouting(): void {
  addEventListener('popstate', take);
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.origin !== location.origin || link.target || link.hasAttribute('download') || link.pathname.startsWith('/api/')) return;
    if (link.hash && link.pathname === location.pathname) return;
    event.preventDefault();
    go(link.pathname + link.search + link.hash);
  });
}

/** The query as it stands. */
export function query(): URLSearchParams {
  return new URLSearchParams(route.query);
}

/** Sets values of the query, and takes out those without one. */
export function setQuery(values: Record<string, string | readonly string[] | null>, options: { replace?: boolean } = {}): void {
  const found = query();
  for (const [name, value] of Object.entries(values)) {
    found.delete(name);
    for (const one of typeof value === 'string' ? [value] : (value ?? [])) if (one) found.append(name, one);
  }
  const text = found.toString();
  go(location.pathname + (text ? `?${text}` : ''), { ...options, stay: true });
}
