// Shortens the list of programs before the app is there, and where it has failed: what has all the words
// stays. No mistakes are forgiven, and the order stays as it is.
const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
let rows;

const shorten = async () => {
  const field = document.querySelector("[data-index] input");
  rows ||= fetch(field.closest("[data-index]").dataset.index).then((answer) => answer.text());
  const all = plain(await rows).split("\f"), words = plain(field.value).split(/\s+/);
  if (document.documentElement.matches(".live")) return;
  const [list, found, nothing] = ["programs", "found", "nothing"].map((id) => document.getElementById(id));
  const empty = (part) => !part.querySelector("li:not([hidden])");
  list.querySelectorAll(".program-card").forEach((card, at) => {
    const text = all[at] + plain(card.textContent);
    card.hidden = !words.every((word) => text.includes(word));
  });
  list.querySelectorAll(".group").forEach((group) => group.hidden = empty(group));
  list.hidden = false;
  found.hidden = true;
  nothing.hidden = !empty(list);
};

addEventListener("input", ({ target }) => target.closest("[data-index]") && shorten());
shorten();
