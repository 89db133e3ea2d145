// Bringing material in: files dropped on the field, how much of them is sent, and the work as soon as it begins.
import { say } from "./session.js";

const form = document.getElementById("bring");
const field = document.getElementById("file");
const drop = form.querySelector(".drop");
const sent = document.getElementById("sent");

for (const name of ["dragover", "dragleave", "drop"]) {
  drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.toggle("over", name === "dragover");
    if (name === "drop") {
      field.files = event.dataTransfer.files;
    }
  });
}

form.addEventListener("htmx:confirm", (event) => {
  const large = [...field.files].find((each) => each.size > Number(form.dataset.largest));
  if (large) {
    event.preventDefault();
    say(`${large.name} ${form.dataset.tooLarge}`);
  }
});
form.addEventListener("htmx:xhr:progress", (event) => {
  sent.hidden = false;
  sent.value = event.detail.total ? (100 * event.detail.loaded) / event.detail.total : 0;
});
form.addEventListener("htmx:afterRequest", (event) => {
  sent.hidden = true;
  if (event.detail.successful) {
    form.reset();
    htmx.ajax("GET", `${location.pathname}queue/`, { target: "#queue", swap: "outerHTML" });
  }
});
