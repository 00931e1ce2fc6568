// Brings GOV.UK's components to life. Every page works without this file.
import { initAll } from "./govuk-frontend/govuk-frontend.min.js";

initAll();

// A page that writes a part of an assessment saves by itself. It says "Not saved yet" from the first letter until the
// server has acknowledged the text, sends it at most ten seconds later, and goes on sending until it is there. Nothing
// is kept in the browser: what is not saved stays in the open page alone.
const afterTyping = 3000;
const atTheLatest = 10000;

function saveByItself(form) {
  const said = document.createElement("p");
  said.className = "govuk-hint cia-autosave";
  said.setAttribute("role", "status");
  form.append(said);
  const say = (words) => { if (said.textContent !== words) said.textContent = words; };

  let changes = 0; // what was typed is numbered, so that an answer never marks newer text as saved
  let saved = 0;
  let unsavedSince = 0;
  let timer = 0;
  let isSending = false;
  let isOver = false;
  let pressed = null; // the button pressed while a save was on its way, which would look like somebody else's save

  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  };

  async function send() {
    if (isSending || isOver || saved === changes) return;
    isSending = true;
    const sent = changes;
    try {
      const answer = await fetch(form.action || location.href, {
        method: "POST", body: new FormData(form), headers: { "X-Autosave": "1" }, redirect: "error",
      });
      if (answer.ok) {
        form.elements.revision.value = (await answer.json()).revision;
        saved = sent;
        unsavedSince = Date.now();
        if (saved === changes) {
          const now = new Date();
          const time = [now.getHours(), now.getMinutes()].map((part) => String(part).padStart(2, "0")).join("");
          say(`Saved at ${time}hrs`);
        }
      } else if (answer.status === 409) {
        isOver = true;
        say("Not saved yet. Somebody else saved this part: press the button to see both texts.");
      } else if (answer.status === 403) {
        isOver = true;
        say("Not saved yet. Press the button: if you were signed out, your text is kept while you sign in.");
      } else {
        say("Not saved yet. Something here cannot be saved: press the button to see what.");
      }
    } catch {
      say("Not saved yet. There is no connection; trying again.");
    }
    isSending = false;
    if (pressed) {
      form.requestSubmit(pressed);
      return;
    }
    if (saved !== changes && !isOver) later(afterTyping);
  }

  form.addEventListener("input", () => {
    if (saved === changes) unsavedSince = Date.now();
    changes += 1;
    if (isOver) return;
    say("Not saved yet");
    later(Math.max(0, Math.min(afterTyping, unsavedSince + atTheLatest - Date.now())));
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (isSending) {
      event.preventDefault();
      pressed = event.submitter;
      return;
    }
    isOver = true;
    saved = changes;
  });
  addEventListener("beforeunload", (event) => { if (saved !== changes) event.preventDefault(); });
}

document.querySelectorAll("form[data-autosave]").forEach(saveByItself);
