// Reads FHIR resources with a validator that is not ours:  node fhir.mjs NODE_MODULES FOLDER
import { createRequire } from "node:module";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [modules, folder] = process.argv.slice(2);
const { Fhir } = createRequire(join(modules, "x"))("fhir");
const validator = new Fhir();

const files = readdirSync(folder).filter((file) => file.endsWith(".json")).sort();
let errors = 0;
for (const file of files) {
  const bundle = JSON.parse(readFileSync(join(folder, file), "utf8"));
  // It reads every resource of a bundle, and what is around them.
  for (const { severity, location, message } of validator.validate(bundle, { errorOnUnexpected: true }).messages) {
    if (severity === "error") {
      console.log(`${file}: ${location}: ${message}`);
      errors += 1;
    }
  }
}
console.log(`${files.length} transactions read, ${errors} errors`);
process.exit(files.length > 0 && errors === 0 ? 0 : 1);
