// Says when the office is open in the reader's own time, and whether it is open now. Its hours stand in the
// page; the reader's zone and the time only the device knows.
const DAY = 864e5;
const CLOCK = { hour: "2-digit", minute: "2-digit" };

// A moment in the reader's language and zone, in the digits and the clock of the rest of the page.
const said = (moment, options = CLOCK) =>
  new Intl.DateTimeFormat(`${document.documentElement.lang}-u-hc-h23-nu-latn`, options).format(moment);

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

// How far the clock of a zone is ahead of UTC at a moment; without a zone, that of the reader.
const ahead = (moment, timeZone) => {
  const options = { timeZone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", ...CLOCK };
  const parts = new Intl.DateTimeFormat("en", options).formatToParts(moment);
  const { year, month, day, hour, minute } = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(moment / 6e4) * 6e4;
};

// The moment at which the clock of a zone shows a time of a day.
const at = (day, time, zone) => {
  const [hour, minute] = time.split(":");
  const shown = day + hour * 36e5 + minute * 6e4;
  return shown - ahead(shown - ahead(shown, zone), zone);
};

customElements.define("office-hours", class extends HTMLElement {
  connectedCallback() {
    this.say();
    this.timer = setInterval(() => this.say(), 2e4);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  say() {
    const { zone, days, opens, closes, own, open, closed } = this.dataset;
    const now = Date.now();
    const today = Math.floor((now + ahead(now, zone)) / DAY) * DAY;
    const coming = [];
    for (let day = today; day < today + 8 * DAY; day += DAY) {
      const weekday = new Date(day).getUTCDay() || 7;
      if (days.includes(weekday)) coming.push({ weekday, from: at(day, opens, zone), to: at(day, closes, zone) });
    }
    const next = coming.find(({ to }) => now < to);
    const on = (day) => said(coming.find(({ weekday }) => weekday == day).from, { weekday: "long" });
    const lines = [
      next.from <= now
        ? fill(open, { time: said(next.to) })
        : fill(closed, { time: said(next.from, { weekday: "long", ...CLOCK }) }),
    ];
    if (ahead(now, zone) !== ahead(now)) {
      lines.unshift(fill(own, { first: on(days[0]), last: on(days.at(-1)), opens: said(next.from), closes: said(next.to) }));
    }
    if (this.said === lines.join()) return;
    this.said = lines.join();
    this.replaceChildren(...lines.map((line) => Object.assign(document.createElement("p"), { textContent: line })));
  }
});
