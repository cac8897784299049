// Opens the page of a generated server as a developer would: node docs_page.mjs ADDRESS OPERATION [PICTURES] -> JSON.
// In light and dark, wide and narrow; with its script (OPERATION is sent from the page) and without.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const require = createRequire(join(process.env.ARCHKIT_JUDGES, "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [address, operation, pictures] = process.argv.slice(2);

const browser = await chromium.launch({
  executablePath: process.env.ARCHKIT_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const found = { errors: [], requests: [], axe: [], wide: [], answer: "", forms: {} };
for (const javaScriptEnabled of [true, false])
  for (const colorScheme of ["light", "dark"])
    for (const width of [1440, 390]) {
      // The page's own policy forbids what a judge would put into it; a second visit keeps it and looks for complaints.
      for (const bypassCSP of [true, false]) {
        const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, javaScriptEnabled, bypassCSP });
        const page = await context.newPage();
        page.on("console", (message) => message.type() === "error" && found.errors.push(message.text()));
        page.on("pageerror", (error) => found.errors.push(error.message));
        page.on("request", (one) => new URL(one.url()).origin !== new URL(address).origin && !one.url().startsWith("data:") && found.requests.push(one.url()));
        await page.goto(address);
        const where = `${colorScheme} ${width} ${javaScriptEnabled ? "script" : "no script"}`;
        found.forms[where] = await page.locator("form:visible").count();
        if (javaScriptEnabled && bypassCSP) {
          await page.evaluate(axe);
          const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
          for (const one of violations) found.axe.push(`${where}: ${one.id}: ${one.nodes[0].target.join(" ")} ${one.nodes[0].failureSummary}`);
          if (await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)) found.wide.push(where);
        }
        if (javaScriptEnabled && !bypassCSP && width > 1000) {
          const form = page.locator(`#${operation} form`);
          await form.locator("button[type=submit]").click();
          await form.locator(".result code", { hasText: "HTTP" }).or(form.locator(".result code", { hasText: /^[1-5]/ })).waitFor();
          found.answer = await form.locator(".result code").textContent();
        }
        if (pictures && bypassCSP) {
          await page.screenshot({ path: join(pictures, `${where.replaceAll(" ", "-")}.png`) });
          await page.locator(`#${operation}`).scrollIntoViewIfNeeded();
          await page.locator(`#${operation}`).screenshot({ path: join(pictures, `${where.replaceAll(" ", "-")}-operation.png`) });
        }
        await context.close();
      }
    }
await browser.close();
console.log(JSON.stringify(found));
