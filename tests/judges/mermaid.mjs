// Reads a JSON list of Mermaid texts and prints, for each, why Mermaid's own parser refuses it (null: it does not),
// and the texts of messages and titles as Mermaid would show them.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const require = createRequire(`${process.env.ARCHKIT_JUDGES}/package.json`);
const { JSDOM } = require('jsdom');
const { window } = new JSDOM('<!doctype html><body></body>');
Object.assign(globalThis, { window, document: window.document, Option: window.Option });
globalThis.CSS = window.CSS = { supports: () => true };
const entry = `${process.env.ARCHKIT_JUDGES}/node_modules/mermaid/dist/mermaid.core.mjs`;
const mermaid = (await import(pathToFileURL(entry))).default;

const shown = (text) => text.replace(/ﬂ°°(\d+)¶ß/g, (_, code) => String.fromCodePoint(code)).replace(/ﬂ°([a-z]+)¶ß/g, '&$1;');
const answers = [];
for (const text of JSON.parse(readFileSync(0, 'utf8'))) {
  try {
    await mermaid.parse(text);
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
    const messages = db.getMessages ? db.getMessages() : [];
    answers.push({ refused: null, texts: messages.map((one) => shown(String(one.message?.text ?? one.message ?? ''))) });
  } catch (error) {
    answers.push({ refused: String(error.message ?? error), texts: [] });
  }
}
console.log(JSON.stringify(answers));
