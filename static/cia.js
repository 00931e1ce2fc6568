// Brings GOV.UK's components to life. Every page works without this file.
import { initAll } from "./govuk-frontend/govuk-frontend.min.js";

initAll();

// A page come back to with the browser's Back button must not show a form as it was before it was saved.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});
