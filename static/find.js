// Looks in the directory while somebody types. Without this file the button beside the words does the same.
const PAUSE = 250;

for (const group of document.querySelectorAll("[data-find]")) {
  const words = group.querySelector("input[name=words]");
  const found = group.querySelector("#found");
  let asked = 0;
  let timer;

  const ticked = () => [...found.querySelectorAll("input:checked")].map((box) => box.value);

  async function find() {
    const mine = ++asked;
    const kept = ticked();
    // Posted, for words are names and an address stands in logs.
    const question = new URLSearchParams([["words", words.value], ...kept.map((value) => ["parties", value])]);
    question.append("csrfmiddlewaretoken", words.form.elements.csrfmiddlewaretoken.value);
    const asking = { method: "POST", body: question, redirect: "error" };
    const answer = await fetch(group.dataset.find, asking).catch(() => null);
    // Without an answer what stands there stays, and the button still works.
    if (!answer?.ok) return;
    const entries = await answer.text();
    if (mine !== asked) return;
    // Somebody was ticked while the answer was on its way, so it may leave them out.
    if (ticked().some((value) => !kept.includes(value))) return find();
    found.innerHTML = entries;
    for (const box of found.querySelectorAll("input")) box.checked &&= kept.includes(box.value);
  }

  words.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(find, PAUSE);
  });
  words.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    clearTimeout(timer);
    find();
  });
}
