let open = 0;

function note(): void {
  document.body.dataset.awaited = String(open);
}

/**
 * Notes on the document for how many answers and parts of the desk it waits (`data-awaited`), so that a program that looks at it
 * knows when there is nothing more to come. What has come counts until it is drawn, and until that has asked for more.
 */
export function awaited<Value>(coming: Promise<Value>): Promise<Value> {
  open += 1;
  note();
  const come = (): void => {
    setTimeout(() => {
      open -= 1;
      note();
    });
  };
  coming.then(come, come);
  return coming;
}
