// Saves the answers of a form to a file, and opens such a file again, on this device or another. Knows no
// question and no word.
import { agree, begun, say, take } from "./answers.js";

const LARGEST = 1e6;
const formOf = (part) => part.closest("[data-form]").querySelector("form");

// The file keeps the identity of its request: sent from two devices, it still is one request.
const save = (form) => {
  const answers = {}, { dataset } = form.parentNode, link = document.createElement("a");
  for (const [name, value] of new FormData(form)) if (value && name[0] != "_") (answers[name] ||= []).push(value);
  const { _id, _reference, _opened, _version } = form;
  const file = {
    portico: 1, form: dataset.form, version: _version.value, language: document.documentElement.lang,
    saved: new Date().toISOString(), id: _id.value, reference: _reference.value, opened: +_opened.value, answers,
  };
  link.href = URL.createObjectURL(new Blob([JSON.stringify(file, null, 1)], { type: "application/json" }));
  link.download = dataset.form + "-" + _reference.value + ".json";
  link.click();
};

// What is in a file as a draft, or why it is none.
const read = (text, form) => {
  let file;
  try {
    file = JSON.parse(text);
  } catch {}
  const { portico: layout, form: name, id, reference, opened, answers } = file || {};
  if (!(layout >= 1 && answers)) return ["broken"];
  if (layout > 1) return ["newer"];
  if (name != form.parentNode.dataset.form) return ["other"];
  const draft = new URLSearchParams();
  for (const [name, values] of Object.entries(answers))
    for (const value of [values].flat()) if (typeof value == "string" && name[0] != "_") draft.append(name, value);
  if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id) && /^[\dA-Z]{4}-[\dA-Z]{4}-[\dA-Z]$/.test(reference) && opened > 0)
    for (const [name, value] of Object.entries({ _id: id, _reference: reference, _opened: opened })) draft.append(name, value);
  return ["file", draft];
};

const open = async (input, form) => {
  const [file] = input.files;
  const [what, draft] = file.size > LARGEST ? ["broken"] : read(await file.text(), form);
  input.value = "";
  if (!draft) return say(form, what);
  if (!begun(form) || agree("replace")) say(form, take(form, draft, 1) ? what : "part");
};

addEventListener("click", ({ target }) => {
  const { file } = target.dataset;
  if (file == "save") save(formOf(target));
  if (file == "open") target.nextElementSibling.click();
});
addEventListener("change", ({ target }) => target.matches("[data-file]") && open(target, formOf(target)));
