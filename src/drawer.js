// Where drafts lie that a patient wants kept on this device, and the requests that wait on it. Erases what is
// older than three days, on every page. Knows no form: what stands in a page is the matter of `kept.js`.
const { portico } = window, LIMIT = 72 * 36e5;

// A killed browser loses seconds of localStorage, but nothing that a database has called complete.
let database;
const work = (act) => (database ||= new Promise((done, fail) => {
  const request = indexedDB.open("portico");
  request.onupgradeneeded = () => request.result.createObjectStore("drafts", { keyPath: "id" });
  request.onsuccess = () => done(request.result);
  request.onerror = fail;
})).then((opened) => new Promise((done, fail) => {
  const writing = opened.transaction("drafts", "readwrite", { durability: "strict" });
  writing.oncomplete = done;
  writing.onabort = fail;
  act(writing.objectStore("drafts"));
}));

// A phone may close a database while it sleeps: then it is opened once more.
const drafts = (act) => work(act).catch(() => work(act, database = 0));

// What localStorage has lost of the requests that wait, or has not yet given up. They go now, as if the
// network had come back.
const recover = (all) => {
  let found;
  try {
    for (const { id, form, text } of all) if (!form) {
      if (!text) delete localStorage[id];
      else if (!localStorage[id]) found = localStorage[id] = text;
    }
  } catch {}
  if (found) dispatchEvent(new Event("online"));
};

// What is sought on the home page reaches the list by way of this tab: it stands in no address.
addEventListener("submit", (event) => {
  const { target } = event, [field] = target.querySelectorAll(".filter__input");
  if (!field) return;
  event.preventDefault();
  portico.sought = field.value;
  try {
    sessionStorage["portico:sought"] = field.value;
  } catch {}
  [...document.links].find(({ href }) => href == target.action).click();
});

// Until the app is there, and after it has failed, a few lines find among the programs.
addEventListener("input", ({ target }) =>
  target.closest("[data-index]") && !document.documentElement.matches(".live") && import("./seek.js"));

// Nothing outlives its days, also where the clock was set back.
const unexpired = (heard) => drafts((store) => store.getAll().onsuccess = ({ target }) =>
  heard(target.result.filter(({ id, saved }) => Math.abs(Date.now() - saved) < LIMIT || void store.delete(id))));

// Nobody waits long for a database that does not answer.
const soon = (work) => Promise.race([work, new Promise((done) => setTimeout(done, 1e3))]).catch(() => {});

portico.ready = soon(unexpired(recover));
// A request before it leaves; without text once it waits no more.
portico.hold = (id, text, saved) => soon(drafts((store) => store.put({ id, text, saved })));

portico.erase = (id) => drafts((store) => store.delete(id)).catch(() => {});
portico.keep = (form) => form.kept ||= import("./kept.js").then(({ keep }) => keep(form, drafts, unexpired));

// It too can wait until there is a picture.
import("./hours.js");

const form = document.querySelector("[data-form] form");
if (form) portico.keep(form);
