// Looks in the directory while somebody types. Without this file the button beside the words does the same.
const PAUSE = 250;

for (const group of document.querySelectorAll("[data-find]")) {
  const words = group.querySelector("input[name=words]");
  const found = group.querySelector("#found");
  let asked = 0;
  let timer;

  async function find() {
    const mine = ++asked;
    const question = new URLSearchParams({ words: words.value });
    for (const ticked of found.querySelectorAll("input:checked")) question.append("parties", ticked.value);
    const answer = await fetch(`${group.dataset.find}?${question}`, { redirect: "error" }).catch(() => null);
    // An older answer, or none: what stands there stays, and the button still works.
    if (mine !== asked || !answer?.ok) return;
    const ticked = new Set([...found.querySelectorAll("input:checked")].map((box) => box.value));
    found.innerHTML = await answer.text();
    for (const box of found.querySelectorAll("input")) box.checked ||= ticked.has(box.value);
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
