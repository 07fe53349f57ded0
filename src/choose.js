// At `/`: goes to the first of the browser's languages that the site has.
const { languages } = document.currentScript.dataset;
const own = languages.split(" ");
for (const wanted of navigator.languages) {
  const found = own.find((tag) => wanted === tag || wanted.startsWith(`${tag}-`) || tag.startsWith(`${wanted.split("-")[0]}-`));
  if (found) {
    location.replace(`/${found}/`);
    break;
  }
}
