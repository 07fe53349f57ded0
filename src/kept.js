// Keeps the draft of a form in the drawer, where the patient asks for it, and brings it back. Each draft lies
// under its own identity, so that no tab overwrites another's. Knows no question and no word.
import { agree, begun, fields, learn, say, take } from "./answers.js";

const { portico } = window;

export const keep = async (form, drafts, unexpired) => {
  const { parentNode: page, _id } = form, name = page.dataset.form, stamp = "portico:kept:" + name;
  const find = (selector) => page.querySelector(selector), place = find(".kept"), box = find("#keep"), clear = find("[data-clear]");
  const time = (saved) => new Date(saved).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  // The draft as this tab has last put it into the drawer, and as it knows that it lies there.
  let mine = {}, stored = {}, timer;

  // When this tab last wrote its draft. A tab that a browser brings back after a crash may remember less.
  const mark = (time) => {
    try {
      sessionStorage[stamp] = time;
    } catch {}
  };

  // What another tab has written meanwhile stays: this one goes on under a new identity. What was erased
  // elsewhere is not kept again.
  const put = () => {
    let next;
    timer = clearTimeout(timer);
    drafts((store) => store.get(_id.value).onsuccess = ({ target: { result } }) => {
      const now = fields(form) + "", known = ({ id, text }) => id == _id.value && text == result.text;
      if (!result && stored.id == _id.value) box.checked = false;
      if (!box.checked || !result && !begun(form)) return;
      if (result?.text == now) return mine = next = result;
      if (result && !known(mine) && !known(stored)) {
        _id.value = "";
        portico.save(form);
        say(form, "fork");
      }
      store.put(mine = next = { id: _id.value, form: name, saved: Date.now(), step: location.hash.slice(1), text: fields(form) + "" });
      mark(next.saved);
    }).then(() => stored = next || stored, () => say(form, "full", box.checked = false));
  };
  const soon = () => box.checked && (timer ||= setTimeout(put, 200));

  const bring = (draft, anew) => {
    mine = stored = draft;
    box.checked = true;
    mark(draft.saved);
    const whole = take(form, draft.text, anew);
    say(form, whole ? "back" : "part", time(draft.saved));
    if (!whole) soon();
  };

  const look = () => unexpired((all) => {
    const own = all.find(({ id }) => id == _id.value), others = all.filter((draft) => draft.form == name && draft != own).reverse();
    box.disabled = false;
    box.checked = own;
    if (own) {
      mine = stored = own;
      if (own.saved > (sessionStorage[stamp] || 0)) bring(own, !navigator.userActivation?.hasBeenActive);
    } else if (others[0] && !begun(form)) {
      if (!others[1] && !sessionStorage[stamp]) return bring(others[0], 1);
      say(form, "list");
      const row = place.querySelector("li");
      for (const draft of others) {
        const one = row.cloneNode(true), step = document.getElementById(draft.step)?.querySelector(".progress span");
        one.firstChild.textContent = time(draft.saved) + (step ? " · " + step.textContent : "");
        one.draft = draft;
        row.before(one);
      }
      row.remove();
    }
  }).catch(() => box.parentNode.hidden = true);

  // The form is empty again, under a new identity; what is kept of it stays.
  const leave = portico.leave = () => {
    box.checked = _id.value = "";
    say(form, "");
    mark(0);
    form.reset();
    portico.save(form);
    form.dispatchEvent(new Event("change", { bubbles: true }));
    look();
  };

  place.onclick = ({ target: { dataset: { kept }, parentNode: { draft } } }) => {
    if (!kept || kept == "erase" && !agree("erase") || kept == "open" && begun(form) && !agree("replace")) return;
    say(form, "");
    if (kept == "open") bring(draft, 1);
    else if (kept == "erase") portico.erase(draft.id).then(look);
    else leave();
  };
  box.onchange = () => box.checked ? put() : portico.erase(_id.value, mine = stored = {});
  clear.onclick = () => document.querySelector(".live") || agree("clear") && leave(portico.erase(_id.value));
  for (const type of ["input", "change", "click"]) form.addEventListener(type, soon);
  for (const type of ["pagehide", "visibilitychange"]) addEventListener(type, () => timer && put(), true);
  addEventListener("hashchange", () => begun(form) && say(form, ""));
  try {
    await learn(form);
  } catch {}
  clear.disabled = false;
  look();
  await import("./file.js");
  page.querySelectorAll("[data-file]").forEach((way) => way.disabled = false);
};
