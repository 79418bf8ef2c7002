const AT_ONCE = 40;

/**
 * Does something for each of many, some at a time while nothing else is to be done; gives what ends it early.
 */
export function inSpareTime<One>(every: Iterable<One>, does: (one: One) => void): () => void {
  const left = [...every];
  let next = 0;
  const spare = 'requestIdleCallback' in globalThis;
  const wait = (): number => (spare ? requestIdleCallback(some) : Number(setTimeout(some, 50)));
  function some(): void {
    left.splice(0, AT_ONCE).forEach(does);
    if (left.length) next = wait();
  }
  if (left.length) next = wait();
  return () => {
    if (spare) cancelIdleCallback(next);
    else clearTimeout(next);
  };
}
