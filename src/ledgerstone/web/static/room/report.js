// The report page: one key a decision, painted at once. What could not be saved says so, and stays to be chosen again.
import { onKeys } from "./frame.js";
import { say } from "./session.js";
import { selection } from "./selecting.js";

const htmx = globalThis.htmx;
const claims = document.getElementById("claims");
const words = document.getElementById("words")?.dataset ?? {};
const why = document.getElementById("why");
const fields = document.getElementById("fields");
const REASONED = new Set(["reject", "withhold", "inconclusive"]);
let current = null;

const cards = () => [...claims.querySelectorAll("article.card")];
const todo = () => cards().filter((card) => card.dataset.todo);
const marks = (card) => document.querySelectorAll(`#text mark[data-n~="${card.dataset.n}"]`);

function go(card) {
  if (!card) {
    return;
  }
  for (const mark of document.querySelectorAll("#text mark.now")) {
    mark.classList.remove("now");
  }
  current?.classList.remove("now");
  current = card;
  card.classList.add("now");
  for (const mark of marks(card)) {
    mark.classList.add("now");
  }
  marks(card)[0]?.scrollIntoView({ block: "center" });
  card.scrollIntoView({ block: "nearest" });
  card.focus({ preventScroll: true });
}

function after(card) {
  const all = cards();
  const place = all.indexOf(card);
  return [...all.slice(place + 1), ...all.slice(0, Math.max(place, 0))].find((each) => each.dataset.todo);
}

function next() {
  const found = after(current) ?? (current?.dataset.todo ? undefined : todo()[0]);
  if (found) {
    go(found);
    return;
  }
  if (!current?.dataset.todo) {
    leave();
  } else {
    say(words.none);
  }
}

// The next part with work to do, or the next report, once everything is saved.
function leave() {
  if (document.querySelector("article.saving")) {
    document.addEventListener("htmx:afterSettle", leave, { once: true });
    return;
  }
  const link = document.querySelector("a.to-later") ?? document.querySelector("a.to-earlier") ?? document.querySelector("a.to-next");
  if (link) {
    location.href = link.href;
  }
}

function step(by) {
  const all = cards();
  go(all[Math.min(Math.max(all.indexOf(current) + by, 0), all.length - 1)]);
}

function remark(card) {
  for (const mark of marks(card)) {
    const open = mark.dataset.n.split(" ").some((n) => claims.querySelector(`article[data-n="${n}"]`)?.dataset.todo);
    mark.classList.toggle("todo", open);
  }
}

const progress = document.getElementById("progress");
const doneHere = () => cards().filter((card) => !card.dataset.todo).length;
const doneElsewhere = Number(progress.dataset.done) - doneHere(); // in other parts of the text

function count() {
  const done = doneElsewhere + doneHere();
  progress.textContent = progress.dataset.words.replace("%d", done).replace("%d", progress.dataset.all);
}

// Paint a decision before it is saved, and go on.
function decide(card, verdict, because) {
  const form = card?.querySelector("form.decide");
  if (!form?.querySelector(`[data-do="${verdict}"]`) || card.classList.contains("saving")) {
    return;
  }
  form.elements.verdict.value = verdict;
  form.elements.because.value = because;
  card.dataset.before = card.dataset.todo ? "1" : "";
  card.dataset.todo = verdict === "undo" ? card.dataset.todo : "";
  card.classList.add("saving");
  card.classList.remove("failed");
  card.querySelector(".state").textContent = `${words[verdict]} …`;
  remark(card);
  count();
  if (verdict !== "undo") {
    go(after(card) ?? card);
  }
  form.requestSubmit();
}

function failed(card, text) {
  card.classList.remove("saving");
  card.classList.add("failed");
  card.dataset.todo = card.dataset.before ?? "1";
  const line = card.querySelector("[data-failed]");
  const again = document.createElement("button");
  again.type = "button";
  again.textContent = words.again;
  again.addEventListener("click", () => resend(card));
  line.replaceChildren(`${words.failed} ${text ?? ""} `, again);
  line.hidden = false;
  remark(card);
  count();
}

// The form still holds what was chosen, and the reason that was typed.
function resend(card) {
  card.querySelector("[data-failed]").hidden = true;
  card.classList.replace("failed", "saving");
  card.dataset.todo = "";
  remark(card);
  count();
  card.querySelector("form.decide").requestSubmit();
}

function act(verdict, card = current) {
  if (!card) {
    return;
  }
  if (verdict === "correct") {
    correct(card);
  } else if (REASONED.has(verdict)) {
    ask(card, verdict);
  } else {
    decide(card, verdict, "");
  }
}

function ask(card, verdict) {
  if (!card.querySelector(`[data-do="${verdict}"]`)) {
    return;
  }
  for (const list of why.querySelectorAll("ol")) {
    list.hidden = list.dataset.for !== verdict;
  }
  document.getElementById("why-title").textContent = `${card.querySelector(`[data-do="${verdict}"]`).firstChild.textContent.trim()}: ${card.querySelector(".subject b").textContent}`;
  why.dataset.verdict = verdict;
  go(card);
  why.returnValue = "";
  why.querySelector("#why-own").value = "";
  why.showModal();
  why.querySelector("ol:not([hidden]) button").focus();
}

function answer(because) {
  why.close("");
  decide(current, why.dataset.verdict, because);
}

why?.addEventListener("keydown", (event) => {
  const typing = event.target.id === "why-own";
  const chosen = why.querySelectorAll("ol:not([hidden]) button")[Number(event.key) - 1];
  if (!typing && /^[1-9]$/u.test(event.key) && chosen) {
    event.preventDefault();
    answer(chosen.dataset.because);
  } else if (!typing && event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) {
    why.querySelector("#why-own").focus();
  }
});
why?.addEventListener("click", (event) => {
  const chosen = event.target.closest("button[data-because]");
  if (chosen) {
    answer(chosen.dataset.because);
  }
});
why?.querySelector("form").addEventListener("submit", (event) => {
  const own = why.querySelector("#why-own").value.trim();
  if (event.submitter?.value === "own") {
    event.preventDefault();
    if (own) {
      answer(own);
    }
  }
});
why?.addEventListener("close", () => current?.focus({ preventScroll: true }));

function correct(card) {
  const form = card.querySelector("form.decide");
  if (!form?.querySelector('[data-do="correct"]')) {
    return;
  }
  const chosen = selection();
  go(card);
  show(form.dataset.correct + (chosen ? `?start=${chosen.start}&end=${chosen.end}` : ""), `#${card.id}`);
}

function missed() {
  const chosen = selection();
  const to = document.getElementById("text").dataset.add;
  if (!chosen) {
    say(words.select);
  } else if (to) {
    show(`${to}?start=${chosen.start}&end=${chosen.end}`, null);
  }
}

async function show(address, target) {
  say("");
  await htmx.ajax("GET", address, { target: "#fields-body", swap: "innerHTML" });
  const form = document.getElementById("claim-form");
  if (!form) {
    return;
  }
  if (target) {
    form.setAttribute("hx-target", target);
    form.setAttribute("hx-swap", "outerHTML");
  }
  form.querySelector("[data-close]").addEventListener("click", () => fields.close());
  const kind = form.elements.kind;
  const fit = () => {
    for (const each of form.querySelectorAll("[data-kind]")) {
      each.hidden = each.dataset.kind !== kind.value;
    }
  };
  kind.addEventListener("change", fit);
  fit();
  fields.showModal();
}

document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 409 && event.detail.target.matches?.("article.card") && event.detail.xhr.responseText.startsWith("<")) {
    event.detail.shouldSwap = true; // somebody decided meanwhile: the card shows what
    event.detail.isError = false;
  }
});
document.addEventListener("htmx:afterSwap", (event) => {
  const id = event.detail.elt?.closest?.("article.card")?.id ?? event.detail.target?.id;
  const card = event.detail.elt?.matches?.("article.card") ? event.detail.elt : document.getElementById(id);
  if (card?.matches?.("article.card")) {
    settle(card, event.detail.xhr.status);
  }
});

function settle(card, status) {
  if (fields.open && status === 200) {
    fields.close();
  } else if (fields.open) {
    const form = document.getElementById("claim-form");
    form.elements.entry.value = card.querySelector("input[name=entry]").value;
    form.querySelector("[data-failed]").textContent = card.querySelector(".refused").textContent;
    form.querySelector("[data-failed]").hidden = false;
  }
  remark(card);
  count();
  if (!current?.isConnected) {
    current = null;
    go(card);
    if (fields.returnValue !== "" || status === 200) {
      go(after(card) ?? card);
    }
  }
}

for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => {
    const { elt, xhr } = event.detail;
    const text = xhr?.getResponseHeader?.("Content-Type")?.startsWith("text/plain") ? xhr.responseText : "";
    if (elt.id === "claim-form") {
      const line = elt.querySelector("[data-failed]");
      line.textContent = `${words.failed} ${text}`;
      line.hidden = false;
    } else if (elt.matches("form.decide") && xhr?.status !== 401) {
      failed(elt.closest("article"), text);
    }
  });
}

claims?.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-do]");
  const card = event.target.closest("article.card");
  if (button) {
    act(button.dataset.do, card);
  } else if (card && !event.target.closest("summary, a, input")) {
    go(card);
  }
});
document.getElementById("text")?.addEventListener("click", (event) => {
  const mark = event.target.closest("mark");
  if (mark && getSelection().isCollapsed) {
    const numbers = mark.dataset.n.split(" ");
    const at = numbers.indexOf(current?.dataset.n);
    go(claims.querySelector(`article[data-n="${numbers[(at + 1) % numbers.length]}"]`));
  }
});

function toggle(id) {
  const found = document.getElementById(id);
  found?.querySelector("summary").click();
  found?.scrollIntoView({ block: "start" });
}

onKeys({
  a: () => act("accept"),
  c: () => act("correct"),
  r: () => act("reject"),
  w: () => act("withhold"),
  i: () => act("inconclusive"),
  p: () => act("pending"),
  u: () => act("undo"),
  t: () => act("take"),
  n: next,
  j: () => step(1),
  k: () => step(-1),
  m: missed,
  o: () => toggle("original"),
  f: () => toggle("furniture"),
});

addEventListener("beforeunload", (event) => {
  if (document.querySelector("article.saving, article.failed") || fields?.open) {
    event.preventDefault();
  }
});

// A link to a claim leads to the part of the text in which it stands.
const wanted = /^#(?:claim-)?([0-9a-f]{64})$/u.exec(location.hash)?.[1];
const shown = wanted && document.getElementById(`claim-${wanted}`);
if (wanted && !shown && new URLSearchParams(location.search).get("claim") !== wanted) {
  location.replace(`?claim=${wanted}#claim-${wanted}`);
}
go(shown ?? todo()[0] ?? cards()[0]);

// A picture is asked for by a button; until then nothing of it was sent but a few pixels.
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-unveil]");
  if (!button) {
    return;
  }
  const place = button.closest(".original");
  const image = place.querySelector(".veiled img") ?? button.parentElement.appendChild(document.createElement("img"));
  image.addEventListener("error", () => say(words.nothing), { once: true });
  image.src = button.dataset.unveil;
  image.alt = button.textContent;
  image.closest(".veiled")?.classList.remove("veiled");
  button.remove();
});
