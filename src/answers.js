// What stands in a form, and what is said of it above the form. Knows no question; its words are an asset
// of the page's language, which is fetched as soon as a form shows.
const { portico } = window;
export const fields = (form) => new URLSearchParams(new FormData(form));
const answers = (form) => [...fields(form)].filter(([name, value]) => value && name[0] != "_");
const place = (form) => form.parentNode.querySelector(".kept");

let words;
export const learn = (form) => words ||= fetch(place(form).dataset.said).then((answer) => answer.json()).then((html) => {
  words = document.createElement("template");
  words.innerHTML = html;
});
const word = (name) => words.content?.querySelector("[data-say=" + name + "]");

export const say = (form, name, time) => {
  place(form).innerHTML = word(name || "nothing")?.innerHTML.replace("{time}", time) || "";
};
export const agree = (name) => confirm(word(name).textContent);

// Whether the form holds more than an empty one does.
export const begun = (form) => {
  const blank = form.cloneNode(true);
  blank.reset();
  return answers(form) + "" != answers(blank);
};

// Puts a draft into the form, and says whether everything in it has found its place.
export const take = (form, draft, anew) => {
  if (anew) form.reset();
  portico.restore(form, draft);
  for (const list of form.querySelectorAll("select")) if (list.selectedIndex < 0) list.selectedIndex = 0;
  form.dispatchEvent(new Event("change", { bubbles: true }));
  const held = fields(form);
  return [...new URLSearchParams(draft)].every(([name, value]) => name[0] == "_" || !value || held.getAll(name).includes(value));
};
