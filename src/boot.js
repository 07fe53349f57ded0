// Keeps typing safe before, during and without wasm, starts wasm late, and takes over when it fails.
// Knows no question and no word: both are in the page.
{
  const { classList: state, dataset: { drawer, glue, wasm, integrity, words } } = document.documentElement, memory = {};
  const all = (selector) => [...document.querySelectorAll(selector)];
  const key = (form) => "portico:draft:" + form.parentNode.dataset.form;
  const read = (form) => new URLSearchParams(new FormData(form));

  // Storage may be denied or full: then memory keeps the draft, and the page says so.
  const store = (act) => {
    try {
      return act(sessionStorage);
    } catch {
      state.add("memory");
      return act(memory);
    }
  };

  // UUID version 7, and its last 40 bits with a check letter (Luhn, modulo 32) for people to say.
  const identify = (form) => {
    const time = Date.now();
    const hex = crypto.getRandomValues(new Uint8Array(9)).reduce((text, byte) => text + byte.toString(16).padStart(2, 0), "0" + time.toString(16));
    const digits = [...parseInt(hex.slice(20), 16).toString(32).padStart(8, 0)].map((digit) => parseInt(digit, 32));
    digits[8] = digits.reduce((sum, digit, at) => sum - digit - at % 2 * (digit - 31 * (digit > 15)), 0) & 31;
    form._id.value = hex.replace(/(.{8})(.{4})(...)(...)/, "$1-$2-7$3-8$4-");
    form._reference.value = digits.map((digit) => "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[digit]).join("").replace(/..../g, "$&-");
    form._opened.value = time;
  };

  const save = (form) => {
    if (!form._zone.value) return restore(form);
    form._id.value || identify(form);
    store((storage) => storage[key(form)] = read(form));
  };

  // What the patient has changed in this page view wins; all else comes back as it was saved. Until then
  // nothing is saved over it: the form has no time zone.
  const restore = (form, text) => {
    text ||= store((storage) => storage[key(form)]) || memory[key(form)];
    if (text) {
      const blank = form.cloneNode(true), first = read(blank, blank.reset()), now = read(form), saved = new URLSearchParams(text);
      for (const field of form.elements) {
        const { name } = field, values = saved.getAll(name);
        if (/^_[lvwz]/.test(name) || now.getAll(name) + "" != first.getAll(name)) continue;
        if (/ra|ch/.test(field.type)) field.checked = values.includes(field.value);
        else if (values[0]) field.value = values[0];
        if (field.selectedIndex < 0 && field.dataset.more) field.add(new Option(values, values, 1, 1));
      }
    }
    save(form, form._zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone);
  };

  // From here on the form is a plain one: every step and question shows, and posts.
  const fail = () => {
    state.remove("live");
    state.add("failed");
    all("[data-at]").forEach((part) => delete part.dataset.at);
    all("#rescue, [data-item]").forEach((part) => part.hidden = false);
    document.activeElement.scrollIntoView();
  };

  const listen = (types, heard) => types.split(" ").forEach((type) => addEventListener(type, heard, true));
  const saveAll = () => all("[data-form] form").forEach(save);
  const failed = (event) => state.contains("failed") && !event.stopPropagation();

  listen("input change pagehide visibilitychange", saveAll);
  listen("beforeunload", (event) => state.contains("memory") && event.preventDefault());
  listen("error unhandledrejection", ({ error, reason = error }) => /^Runt/.test(reason) && fail());

  // Before wasm, Enter in a field leads to the next step; only the last step's button sends.
  listen("submit", (event) => {
    const [next] = all("html:not(.live) :focus-within > .actions [data-next]:not([href='#check'])");
    if (!failed(event) && next) next.click(event.preventDefault());
  });

  // After a failure no click may reach what is left of the wasm: links work as plain links.
  // Answers leave under the names of their questions, which are English, as staff are.
  listen("click", (event) => {
    failed(event);
    const link = event.target, { rescue, start, limit } = link.dataset, [box, form] = all("#rescue textarea, [data-form] form");
    if (rescue) {
      const text = [...read(form)].map((pair) => pair.join(": ")).join("\r\n"), mail = start + encodeURIComponent(text);
      box.hidden = false;
      box.value = text;
      box.select();
      document.execCommand("copy");
      if (rescue == "file") link.href = URL.createObjectURL(new Blob([text]));
      else if (mail.length <= limit) link.href = mail;
    }
  });

  window.portico = { restore, save, fail };
  // After the first picture is on the screen: painting waits neither for what was typed before, as reading a
  // form lays the page out, nor for wasm, which waits until the picture is complete.
  new PerformanceObserver((_, paint) => {
    saveAll(paint.disconnect());
    setTimeout(() => {
      import(drawer);
      Promise.all([import(glue), fetch(wasm, { integrity }), fetch(words)])
        .then(async ([app, module_or_path, answer]) => app.default({ module_or_path }, portico.words = await answer.text())).catch(fail);
    }, 99);
  }).observe({ type: "paint", buffered: 1 });
}
