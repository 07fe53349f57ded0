// Reads all pages with html-validate:  node validate.mjs NODE_MODULES DIST
// The app's markers `<!>` are comments to every browser, but not to html-validate.
import { createRequire } from "node:module";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [modules, dist] = process.argv.slice(2);
const { FileSystemConfigLoader, HtmlValidate, Reporter, formatterFactory } = createRequire(join(modules, "x"))("html-validate");
const config = JSON.parse(readFileSync(new URL("htmlvalidate.json", import.meta.url)));
const validator = new HtmlValidate(new FileSystemConfigLoader({ root: true, ...config }));

const pages = readdirSync(dist, { recursive: true }).filter((file) => file.endsWith(".html")).sort();
const reports = await Promise.all(
  pages.map((page) => {
    const html = readFileSync(join(dist, page), "utf8").replaceAll("<!>", "<!---->");
    return validator.validateString(html, join(dist, page));
  }),
);
const report = Reporter.merge(reports);
console.log(formatterFactory("stylish")(report.results));
console.log(`${pages.length} pages read, ${report.errorCount} errors, ${report.warningCount} warnings`);
process.exit(pages.length > 0 && report.errorCount + report.warningCount === 0 ? 0 : 1);
