// Tells the stylesheet, before anything is drawn, that components may come alive. Upstream has it inline; our policy allows files alone.
document.body.className += " js-enabled" + ("noModule" in HTMLScriptElement.prototype ? " govuk-frontend-supported" : "");
