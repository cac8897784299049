// The parser of the AsyncAPI Initiative reads the documents whose paths it gets; prints each of its diagnostics as JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.env.ARCHKIT_JUDGES, "package.json"));
const { Parser } = require("@asyncapi/parser");

const parser = new Parser();
const found = [];
for (const path of process.argv.slice(2)) {
  for (const one of await parser.validate(readFileSync(path, "utf8"))) {
    found.push(`${path}: ${one.code} ${one.message} at ${one.path.join(".")}`);
  }
}
console.log(JSON.stringify(found));
