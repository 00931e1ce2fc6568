// Brings GOV.UK's components to life. Every page works without this file.
import { initAll } from "./govuk-frontend/govuk-frontend.min.js";

initAll();
