// Writes cldr.json, the names this app takes from the Unicode CLDR. Run it by hand, to take a new
// CLDR or to add a language to READERS or SPOKEN:
//
//   npm install --prefix target/cldr cldr-localenames-full@48 cldr-dates-full@48
//   node src/names/snapshot.mjs target/cldr/node_modules
//
// The result is committed, so nobody needs npm to build the site.

import { readFileSync, readdirSync, writeFileSync } from "node:fs";

const modules = process.argv[2];
const read = (path) => JSON.parse(readFileSync(`${modules}/${path}`, "utf8"));
const part = (kind, lang, file) => read(`cldr-${kind}-full/main/${lang}/${file}.json`).main[lang];

// Languages that a page may be written in. A page in any other language shows these names in English.
const READERS = `am ar az bg bn ca cs da de el en es et fa fi fil fr he hi hr hu hy id it ja ka kk km
  ko lt lv ms my nb ne nl pa pl ps pt ro ru sk sl so sq sr sv sw ta th tr uk ur uz vi zh-Hans
  zh-Hant`.split(/\s+/);

// Languages that a patient may want to be spoken or written to in: living ones with many speakers or
// a community that hospitals serve. One entry for a language that is one for an interpreter (`pt`, not
// pt-BR and pt-PT), several where interpreters differ (`fa` and Dari `fa-AF`; Mandarin `zh`, Cantonese
// `yue`, Hokkien `nan`, `wuu`, `hak`). Scripts (zh-Hans, zh-Hant) are no languages, and sign languages
// are asked for in a question of their own.
const SPOKEN = `af ak am ar as ay az ba be bem bg bho bm bn bo bs ca ceb ch chk chr ckb cs cy da de dv
  dz ee el en es et eu fa fa-AF ff fi fil fj fo fr ga gd gl gn gu ha hak haw he hi hil hmn hr ht hu hy
  id ig ilo is it ja jv ka kab ki kk km kmb kn ko kok ks ku ky lb lg ln lo lt lua lus lv mad mai
  mg mh mi min mk ml mn mni mos mr ms mt my nan ne nl no nso nv ny om or pa pam pap pcm pl ps pt qu rn
  ro ru rw sat sd sg shn si sk sl sm sn so sq sr ss st su sv sw syr ta te tet tg th ti tk tn to tpi tr
  ts tt ty ug uk umb ur uz ve vi war wo wuu xh yi yo yue za zgh zh zu`.split(/\s+/);

// Two-letter codes that ISO 3166-1 reserves without naming a country, and CLDR's groupings and tests.
// Kosovo (XK) is not in ISO 3166-1 and stays, because people live there.
const NO_COUNTRY = `AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ`.split(" ");

const list = (names) => names.map((name) => name ?? null);

// Names stand in lists here, so they begin with a capital where the script has them. Georgian's
// capitals are for headlines.
function capital(lang, name) {
  const first = [...(name ?? "")][0];
  return first && /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}]/u.test(first)
    ? first.toLocaleUpperCase(lang) + name.slice(first.length)
    : name;
}

function languageName(names, code) {
  return code === "zh" ? (names["zh-alt-long"] ?? names.zh) : names[code];
}

const monthNames = (lang) => part("dates", lang, "ca-gregorian").dates.calendars.gregorian.months;

// Everything that months are called in a language and its regional forms (the Levant's كانون الثاني
// beside يناير), but for bare numbers and single letters.
function spellings(lang) {
  const regional = readdirSync(`${modules}/cldr-dates-full/main`).filter(
    (tag) => tag === lang || (tag.startsWith(`${lang}-`) && tag.length <= lang.length + 4),
  );
  return Array.from({ length: 12 }, (_, month) => {
    const found = regional.flatMap((tag) => {
      const months = monthNames(tag);
      return [months.format, months["stand-alone"]].flatMap(({ wide, abbreviated }) => [
        wide[month + 1],
        abbreviated[month + 1],
      ]);
    });
    const bare = found.map((name) => name.replace(/\.$/, "").normalize("NFC"));
    const once = new Map(bare.map((name) => [name.toLocaleLowerCase(lang), name]));
    return [...once.values()].filter((name) => [...name].length > 1 && !/^\p{Nd}+$/u.test(name));
  });
}

const english = part("localenames", "en", "territories").localeDisplayNames.territories;
const countries = Object.keys(english)
  .filter((code) => /^[A-Z]{2}$/.test(code) && !NO_COUNTRY.includes(code))
  .sort();
const languages = [...new Set(SPOKEN)].sort();

const names = {};
for (const lang of READERS) {
  const territories = part("localenames", lang, "territories").localeDisplayNames.territories;
  const spoken = part("localenames", lang, "languages").localeDisplayNames.languages;
  const wide = monthNames(lang).format.wide;
  const months = Array.from({ length: 12 }, (_, month) => wide[month + 1]);
  const same = (one, other) => one.toLocaleLowerCase(lang) === other.toLocaleLowerCase(lang);
  names[lang] = {
    countries: list(countries.map((code) => capital(lang, territories[code]))),
    languages: list(languages.map((code) => capital(lang, languageName(spoken, code)))),
    months,
    also: spellings(lang).map((all, month) => all.filter((name) => !same(name, months[month]))),
  };
}

const { version } = read("cldr-localenames-full/package.json");
const lines = READERS.map((lang) => `${JSON.stringify(lang)}:${JSON.stringify(names[lang])}`);
writeFileSync(
  new URL("cldr.json", import.meta.url),
  `{"version":${JSON.stringify(version)},\n"countries":${JSON.stringify(countries)},\n` +
    `"languages":${JSON.stringify(languages)},\n"names":{\n${lines.join(",\n")}\n}}\n`,
);

const wanting = (codes, kind) =>
  READERS.flatMap((lang) => {
    const without = codes.filter((_, index) => names[lang][kind][index] === null);
    return without.length ? [`${lang}: no name of ${kind} ${without.join(" ")}`] : [];
  });
console.log(`${countries.length} countries, ${languages.length} languages, ${READERS.length} readers`);
console.log([...wanting(countries, "countries"), ...wanting(languages, "languages")].join("\n"));
