// The page of one incident: j and k go from claim to claim, x chooses one, o opens its report, f goes to the figures.
import { onKeys } from "./frame.js";

const claims = () => [...document.querySelectorAll(".claim")].filter((each) => each.offsetParent !== null);

function go(step) {
  const all = claims();
  const at = all.indexOf(document.activeElement.closest(".claim"));
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  next?.focus();
}

function count() {
  const shown = document.getElementById("how-many");
  if (shown) {
    const chosen = document.querySelectorAll(".choice:checked").length;
    shown.textContent = chosen;
    shown.closest(".chosen").classList.toggle("idle", chosen === 0);
  }
}

count();

onKeys({
  j: () => go(1),
  k: () => go(-1),
  x: () => document.activeElement.closest(".claim")?.querySelector(".choice").click(),
  o: () => {
    const report = document.activeElement.closest(".claim")?.dataset.report;
    if (report) {
      location.assign(report);
    }
  },
  f: () => document.getElementById("figures-title").focus(),
});

document.addEventListener("change", (event) => {
  if (event.target.classList.contains("choice")) {
    count();
  }
});
