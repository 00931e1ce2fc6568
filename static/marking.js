// Marking words in the reading column, by mouse and by keyboard. Without this file the forms on the page do the same.

const bar = document.querySelector("[data-mark-bar]");
const form = bar.querySelector("form");
const said = document.querySelector("[data-mark-said]");
const paint = globalThis.CSS?.highlights && new Highlight(); // keeps the words in sight while the bar has the focus
if (paint) CSS.highlights.set("chosen", paint);

// A word with its accents and apostrophes; or one run of anything else, such as an emoji or a full stop.
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*|[^\s\p{L}\p{N}\p{M}][^\s\p{L}\p{N}]*|\S/gu;

// The plain text of a field, as the server has it, and the place in it at which each text node begins.
function read(element) {
  const pieces = [];
  const lines = [];
  let plain = "";
  for (const block of element.querySelectorAll("[data-block]")) {
    if (lines.length) plain += "\n";
    lines.push(plain.length);
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest("[data-beside]") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    while (walker.nextNode()) {
      pieces.push({ node: walker.currentNode, at: plain.length });
      plain += walker.currentNode.data;
    }
  }
  const words = [...plain.matchAll(WORD)].map((found) => [found.index, found.index + found[0].length]);
  return { element, pieces, plain, lines, words, word: 0, anchor: 0, isMoving: false };
}

const texts = [...document.querySelectorAll("[data-text]")].map(read).filter((text) => text.words.length);

// What of a field lies within a range, without the white space at its ends; nothing when that is no word.
function within(text, range) {
  let from = null;
  let to = null;
  for (const { node, at } of text.pieces) {
    if (!range.intersectsNode(node)) continue;
    const first = node === range.startContainer ? range.startOffset : 0;
    const last = node === range.endContainer ? range.endOffset : node.length;
    if (first >= last) continue;
    from ??= at + first;
    to = at + last;
  }
  if (from === null) return null;
  const chosen = text.plain.slice(from, to);
  if (!chosen.trim()) return null;
  return [from + chosen.length - chosen.trimStart().length, to - chosen.length + chosen.trimEnd().length];
}

function rangeOf(text, from, to) {
  const range = new Range();
  const first = text.pieces.findLast(({ at }) => at <= from);
  const last = text.pieces.findLast(({ at }) => at < to);
  range.setStart(first.node, Math.min(from - first.at, first.node.length));
  range.setEnd(last.node, Math.min(to - last.at, last.node.length));
  return range;
}

// Browsers count in halves of some characters, the server in whole ones.
const points = (text, place) => [...text.plain.slice(0, place)].length;

let chosenIn = null;

function choose(text, from, to) {
  chosenIn = text;
  const quote = text.plain.slice(from, to);
  const values = { path: text.element.dataset.text, start: points(text, from), end: points(text, to), quote };
  for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
  bar.querySelector("[data-mark-words]").textContent = quote;
  paint?.clear();
  paint?.add(rangeOf(text, from, to));
  bar.hidden = false;
  keepInSight(rangeOf(text, from, to));
}

function close() {
  bar.hidden = true;
  paint?.clear();
  const back = chosenIn;
  chosenIn = null;
  if (!back) return;
  back.element.focus({ preventScroll: true });
  if (back.wasMoving) move(back, back.word, true);
  else getSelection().removeAllRanges();
}

// By mouse, and by finger.

let isDown = false;

function look() {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount || texts.some((text) => text.isMoving)) return;
  const range = selection.getRangeAt(0);
  const found = texts.map((text) => [text, within(text, range)]).filter(([, place]) => place);
  if (found.length > 1) say("Choose words in one field at a time. A whole row can be withheld at its heading.");
  if (found.length !== 1) return;
  const [text, [from, to]] = found[0];
  text.wasMoving = false;
  choose(text, from, to);
  say(`Chosen: ${text.plain.slice(from, to)}. The bar at the end of the page withholds it.`);
}

document.addEventListener("pointerdown", () => (isDown = true));
for (const ending of ["pointerup", "pointercancel"]) {
  document.addEventListener(ending, (event) => {
    isDown = false;
    if (!bar.contains(event.target)) look();
  });
}
document.addEventListener("selectionchange", () => isDown || look());

// By keyboard, word by word.

function say(words) {
  said.textContent = words;
}

function move(text, word, extends_) {
  text.isMoving = true;
  // Only while somebody is among the words: a screen reader then gives the arrow keys to the page.
  text.element.setAttribute("role", "application");
  text.word = Math.max(0, Math.min(word, text.words.length - 1));
  if (!extends_) text.anchor = text.word;
  const [from, to] = chosenWords(text);
  const range = rangeOf(text, from, to);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  keepInSight(rangeOf(text, ...text.words[text.word]));
  const isMarked = range.startContainer.parentElement.closest("mark, .cia-marked-whole");
  say(text.plain.slice(from, to) + (isMarked ? ", withheld already" : ""));
}

function chosenWords(text) {
  const [first, last] = [text.anchor, text.word].sort((one, other) => one - other);
  return [text.words[first][0], text.words[last][1]];
}

function keepInSight(range) {
  const { top, bottom } = range.getBoundingClientRect();
  const end = bar.hidden ? innerHeight : bar.getBoundingClientRect().top;
  if (top < 60) scrollBy(0, top - 100);
  else if (bottom > end - 60) scrollBy(0, Math.min(bottom - end + 100, top - 60));
}

function leave(text) {
  text.isMoving = false;
  text.element.setAttribute("role", "group");
}

// The first word of the paragraph before or after the one in which a word stands.
function paragraph(text, step) {
  const line = text.lines.findLastIndex((at) => at <= text.words[text.word][0]);
  const target = text.lines[line + step];
  if (target === undefined) return step < 0 ? 0 : text.words.length - 1;
  return text.words.findIndex(([from]) => from >= target);
}

const KEYS = {
  ArrowLeft: (text) => text.word - 1,
  ArrowRight: (text) => text.word + 1,
  ArrowUp: (text) => paragraph(text, -1),
  ArrowDown: (text) => paragraph(text, 1),
  Home: () => 0,
  End: (text) => text.words.length - 1,
};

function onKey(event, text) {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target !== text.element) return;
  const isToMark = event.key === "Enter" || event.key.toLowerCase() === "m";
  if (!text.isMoving && event.key === "Enter") move(text, text.word, false);
  else if (!text.isMoving) return;
  else if (event.key.toLowerCase() === "n") toSuggestion(text, event.shiftKey ? -1 : 1);
  else if (event.key.toLowerCase() === "w") decide(text, "data-suggestion-withhold");
  else if (event.key.toLowerCase() === "d") decide(text, "data-suggestion-dismiss");
  else if (KEYS[event.key]) move(text, KEYS[event.key](text), event.shiftKey);
  else if (isToMark) {
    const place = chosenWords(text);
    text.wasMoving = true;
    choose(text, ...place);
    form.querySelector("input[type=checkbox]").focus();
  } else if (event.key === "Escape") {
    leave(text);
    getSelection().removeAllRanges();
    say("Left the words");
  } else return;
  event.preventDefault();
}

// What is suggested: from one place to the next, and what the list beside the text does with it.

const dotted = [...document.querySelectorAll("[data-suggested]")].map((element) => ({
  element,
  group: element.dataset.suggested,
  text: texts.find((text) => text.element.contains(element)),
}));

// The place in the plain text of its field at which a dotted stretch begins.
const beginning = ({ element, text }) => text.pieces.find(({ node }) => element.contains(node)).at;

function toSuggestion(from, step) {
  const here = texts.indexOf(from);
  const at = from.words[from.word][0];
  const inTexts = dotted.filter(({ text }) => text);
  const isBeyond = (each) => {
    const there = texts.indexOf(each.text);
    if (there !== here) return (there - here) * step > 0;
    return (beginning(each) - at) * step > 0;
  };
  const target = step > 0 ? inTexts.find(isBeyond) : inTexts.findLast(isBeyond);
  if (!target) return say(step > 0 ? "No suggestion after this one" : "No suggestion before this one");
  const { text, element } = target;
  const start = beginning(target);
  const to = start + element.textContent.length;
  if (text !== from) {
    leave(from);
    text.element.focus({ preventScroll: true });
  }
  const first = Math.max(0, text.words.findIndex(([, end]) => end > start));
  const last = Math.max(first, text.words.findLastIndex(([begins]) => begins < to));
  move(text, first, false);
  move(text, last, true);
  say(`Suggested: ${element.textContent}. W withholds it and those like it, D dismisses them.`);
}

function decide(text, what) {
  const [from, to] = chosenWords(text);
  const here = dotted.find(
    (each) => each.text === text && beginning(each) < to && from < beginning(each) + each.element.textContent.length,
  );
  const button = here && document.querySelector(`#suggested-${here.group} [${what}]`);
  if (!button) return say("Nothing is suggested here");
  button.closest("details")?.setAttribute("open", "");
  button.form.requestSubmit(button);
}

// A press on dotted words leads to what can be done with them.
for (const { element, group } of dotted) {
  element.addEventListener("click", () => {
    if (!getSelection().isCollapsed || texts.some((text) => text.isMoving)) return;
    const item = document.getElementById(`suggested-${group}`);
    item?.closest("details")?.setAttribute("open", "");
    item?.scrollIntoView({ block: "nearest" });
    item?.focus({ preventScroll: true });
  });
}

for (const text of texts) {
  const { element } = text;
  element.tabIndex = 0;
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", `Text of ${element.dataset.label}. Enter goes into its words.`);
  element.addEventListener("keydown", (event) => onKey(event, text));
  element.addEventListener("blur", () => leave(text));
}

bar.querySelector("[data-mark-close]").addEventListener("click", close);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !bar.hidden && (bar.contains(event.target) || event.target === document.body)) close();
});

// A reason given before is copied, so that it can be read and changed.
const earlier = form.elements.earlier_reason;
const reasons = bar.querySelectorAll("[data-mark-reason]");
earlier?.addEventListener("change", () => {
  const reason = [...reasons].find((each) => each.dataset.markReason === earlier.value);
  if (reason) form.elements.reason.value = reason.textContent;
  earlier.value = "";
});

// After a step the page leads to a mark or a field: the keyboard is there too, on the word where the mark begins.
function comeBack() {
  const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  if (!target || !bar.hidden) return;
  if (target.matches(".cia-suggestions")) return target.focus();
  const near = target.closest(".cia-frozen__field, .cia-frozen__row");
  const text = texts.find(({ element }) => near?.contains(element));
  if (!text || near.querySelector("#withhold")) return;
  if (text.element.contains(target)) {
    const range = new Range();
    range.setStart(text.element, 0);
    range.setEndAfter(target);
    const before = text.pieces.filter(({ node }) => range.intersectsNode(node)).at(-1);
    const at = before ? before.at + before.node.length : 0;
    text.word = Math.max(0, text.words.findIndex(([from]) => from >= at));
  }
  text.anchor = text.word;
  target.scrollIntoView({ block: "center" });
  text.element.focus({ preventScroll: true });
  // A browser that goes to a fragment afterwards takes the focus away again.
  history.replaceState(null, "", location.pathname + location.search);
}

comeBack();
if (!bar.hidden) bar.querySelector(".govuk-error-message, input[type=checkbox]")?.scrollIntoView({ block: "nearest" });
