/** Short words to the user at the foot of the desk; read out by screen readers. */
export const said = $state({ text: '', fault: false });
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says something to the user for some seconds. */
export function tell(text: string, fault = false): void {
  said.text = text;
  said.fault = fault;
  clearTimeout(timer);
  timer = setTimeout(() => (said.text = ''), fault ? 12_000 : 5_000);
}

/** Says why something did not work. */
export function tellFault(reason: unknown): void {
  tell(reason instanceof Error ? reason.message : String(reason), true);
}
