// Sends a form again that came after its session had ended, once somebody is signed in anew.
import { here } from "./session.js";

const form = document.getElementById("again");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const found = await here(form.dataset.here);
  if (!found.in) {
    document.getElementById("said").textContent = document.getElementById("said").dataset.notYet;
    return;
  }
  form.elements.csrfmiddlewaretoken.value = found.token;
  form.submit();
});
