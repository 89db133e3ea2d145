// Lists by the keyboard: to the words, from row to row, to the next page.
import { onKeys } from "./frame.js";

const rows = () => [...document.querySelectorAll(".rows a.row")];

function step(by) {
  const all = rows();
  const now = all.indexOf(document.activeElement);
  all[Math.min(all.length - 1, Math.max(0, now + by))]?.focus();
}

onKeys({
  "/": () => document.getElementById("f-text").focus(),
  j: () => step(1),
  k: () => step(-1),
  n: () => document.querySelector("a[rel=next]")?.click(),
});
