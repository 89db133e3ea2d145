// A session that ends in the middle of work: what was typed stays in the page, and is sent once somebody is signed in.

/** Ask whether somebody is signed in here now; answers { in, token, who }. */
export async function here(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" }, cache: "no-store" });
  return answer.ok ? answer.json() : { in: false };
}

const dialog = document.getElementById("session-ended");
let waiting = null;

document.addEventListener("htmx:responseError", (event) => {
  const { xhr, elt, requestConfig } = event.detail;
  if (xhr.status === 401 && dialog) {
    waiting = { elt, requestConfig };
    dialog.showModal();
  } else {
    say(xhr.responseText && xhr.getResponseHeader("Content-Type")?.startsWith("text/plain") ? xhr.responseText : String(xhr.status));
  }
});
document.addEventListener("htmx:sendError", () => say(document.body.dataset.unreachable));

/** Show a line at the foot of the page, and have it read out. */
export function say(text) {
  const place = document.getElementById("said-of-page");
  place.textContent = text;
  place.hidden = !text;
}

dialog?.querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const found = await here(dialog.dataset.here);
  if (!found.in) {
    dialog.querySelector("[role=status]").textContent = dialog.dataset.notYet;
    return;
  }
  if (found.who !== document.body.dataset.who) { // another person: this page is not theirs
    location.reload();
    return;
  }
  document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": found.token }));
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) {
    field.value = found.token;
  }
  dialog.close();
  say("");
  if (waiting) { // the very request that was refused, with what it held
    const { verb, path, formData, target } = waiting.requestConfig;
    formData.delete("csrfmiddlewaretoken");
    globalThis.htmx.ajax(verb, path, { source: waiting.elt, target, values: formData });
    waiting = null;
  }
});

// What a security key refuses, the library tells the console alone.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  say(document.body.dataset.keyFailed);
});
