// Opens a sealed request with a library that knows nothing of Portico:  node open.mjs NODE_MODULES KEY < JWE
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const [modules, file] = process.argv.slice(2);
const { compactDecrypt, importJWK } = createRequire(join(modules, "x"))("jose");
const key = await importJWK(JSON.parse(readFileSync(file, "utf8")));
const { plaintext } = await compactDecrypt(readFileSync(0, "utf8"), key);
process.stdout.write(plaintext);
