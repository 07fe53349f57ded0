// Holds what pages say to search engines against schema.org's own vocabulary, as TypeScript types that were
// made from it:  node linked.mjs NODE_MODULES DIST
import { createRequire } from "node:module";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [modules, dist] = process.argv.slice(2);
const ts = createRequire(join(modules, "x"))("typescript");

// One page of each shape: pages that are alike name the same things in the same order.
const shape = (value) => Array.isArray(value) ? (value[0] ? [shape(value[0])] : [])
  : value && typeof value == "object" ? Object.entries(value).map(([key, inner]) => [key, key == "@type" ? inner : shape(inner)]) : 0;
const graphs = new Map();
for (const page of readdirSync(dist, { recursive: true }).filter((file) => file.endsWith("index.html")).sort()) {
  const [, text] = readFileSync(join(dist, page), "utf8").match(/<script type="application\/ld\+json">(.*?)<\/script>/) ?? [];
  if (!text) continue;
  const graph = JSON.parse(text), kind = JSON.stringify(graph["@graph"].map(shape));
  if (!graphs.has(kind)) graphs.set(kind, [page, graph]);
}
const consts = [...graphs.values()].map(([page, graph], at) => `// ${page}\nexport const page${at}: Graph = ${JSON.stringify(graph)};`);
const source = `import type { Graph } from "schema-dts";\n${consts.join("\n")}\n`;

const name = join(modules, "linked.ts");
const options = { noEmit: true, strict: true, types: [], skipLibCheck: true, moduleResolution: ts.ModuleResolutionKind.Bundler, module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
const host = ts.createCompilerHost(options);
const { getSourceFile, fileExists } = host;
host.fileExists = (file) => file == name || fileExists(file);
host.getSourceFile = (file, ...rest) => file == name ? ts.createSourceFile(file, source, ...rest) : getSourceFile(file, ...rest);
const wrong = ts.getPreEmitDiagnostics(ts.createProgram([name], options, host));
for (const { file, start, messageText } of wrong) {
  const line = file ? source.slice(0, start).split("\n").length - 2 : -1;
  console.log(source.split("\n")[line] ?? "", ts.flattenDiagnosticMessageText(messageText, "\n").slice(0, 1500));
}
console.log(`${graphs.size} shapes of pages read, ${wrong.length} errors`);
process.exit(graphs.size > 0 && wrong.length === 0 ? 0 : 1);
