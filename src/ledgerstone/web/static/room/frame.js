// What every page does: "?" shows its keys. Single keys do nothing while somebody types.

/** Say whether a key that was pressed belongs to a field. */
export function typing(event) {
  const at = event.target;
  return event.ctrlKey || event.metaKey || event.altKey || at.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/u.test(at.tagName);
}

/** Call what a table says for the key that is pressed: onKeys({ a: accept, r: reject }). */
export function onKeys(table) {
  document.addEventListener("keydown", (event) => {
    const does = typing(event) || document.querySelector("dialog[open]") ? undefined : table[event.key];
    if (does) {
      event.preventDefault();
      does(event);
    }
  });
}

onKeys({ "?": () => document.getElementById("keys").showModal() });
