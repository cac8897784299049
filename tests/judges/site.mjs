// Walks built sites as a reader would: node site.mjs FOLDER... -> JSON on standard output.
// FOLDER is a built site. FOLDER/../reader.json tells which of its pages are judged in all looks, whether all others
// are visited too, and what is searched for.
import { createRequire } from "node:module";
import { readFileSync, readdirSync, existsSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL, fileURLToPath } from "node:url";

const require = createRequire(join(process.env.ARCHKIT_JUDGES, "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

const files = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((one) =>
    one.isDirectory() ? files(join(folder, one.name)) : [join(folder, one.name)],
  );
const found = { pages: 0, errors: [], requests: [], dead: [], axe: [], shift: [], search: [], wide: [], tools: [] };

const judgedIn = new Set();
const anchors = new Map();
const anchorsOf = (file) => {
  if (!anchors.has(file))
    anchors.set(file, new Set([...readFileSync(file, "utf8").matchAll(/\sid="?([^"\s>]+)"?/g)].map((one) => one[1])));
  return anchors.get(file);
};

const judgeLinks = async (page, file) => {
  const links = await page.$$eval("a[href]", (all) => all.map((one) => one.href.baseVal ?? one.href));
  for (const link of new Set(links)) {
    const url = new URL(link, pathToFileURL(file));
    if (url.protocol !== "file:") continue;
    const target = fileURLToPath(new URL(url.pathname, "file:"));
    const anchor = decodeURIComponent(url.hash.slice(1));
    if (!existsSync(target) || !statSync(target).isFile()) found.dead.push(`${file}: ${link}`);
    else if (anchor && anchor !== "__skip" && !anchor.startsWith("__") && !anchorsOf(target).has(anchor))
      found.dead.push(`${file}: ${link}: no such anchor`);
  }
};

const judgeAxe = async (page, where, only) => {
  const options = { resultTypes: ["violations"], preload: false, ...(only && { runOnly: only }) };
  if (!only) await page.evaluate(axe);
  const { violations } = await page.evaluate((how) => window.axe.run(document, how), options);
  for (const one of violations)
    found.axe.push(`${where}: ${one.id}: ${one.nodes.map((node) => `${node.target.join(" ")} ${node.failureSummary}`).slice(0, 3).join(" | ")}`);
};

const watched = async (context) => {
  await context.addInitScript(() => {
    let moved = 0;
    const add = (entries) => entries.forEach((one) => (moved += one.hadRecentInput ? 0 : one.value));
    const observer = new PerformanceObserver((list) => add(list.getEntries()));
    observer.observe({ type: "layout-shift", buffered: true });
    window.howFarMoved = () => (add(observer.takeRecords()), moved);
  });
  const page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && found.errors.push(`${page.url()}: ${message.text()}`));
  page.on("pageerror", (error) => found.errors.push(`${page.url()}: ${error.message}`));
  page.on("request", (request) => {
    if (!/^(file|data|blob):/.test(request.url())) found.requests.push(`${page.url()}: ${request.url()}`);
  });
  return page;
};

// Two frames: one that draws what scripts and fonts have changed, and one in which it has been told.
const settled = (page) =>
  page.evaluate(async () => {
    await document.fonts.ready;
    for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
    await Promise.allSettled(document.getAnimations().map((one) => one.finished)); // colours fade from light to dark
  });

// What moves is told in shares of the screen; a hundredth of what Web Vitals calls good (0.1) is less than a line of text.
// What moves once and not again is a font that came within the tenth of a second in which a browser waits for it.
const visit = async (page, file, viewport) => {
  const look = async () => {
    await page.goto(pathToFileURL(file).href, { waitUntil: "load" });
    await settled(page);
    return page.evaluate(() => ({
      moved: window.howFarMoved(),
      wide: document.documentElement.scrollWidth - window.innerWidth,
    }));
  };
  found.pages += 1;
  let { moved, wide } = await look();
  if (moved > 0.001) ({ moved, wide } = await look());
  if (moved > 0.001) found.shift.push(`${file} at ${viewport.width}: ${moved.toFixed(4)}`);
  if (wide > 1) found.wide.push(`${file} at ${viewport.width}: ${wide} px`);
};

const search = async (page, root, words, wanted) => {
  await page.goto(pathToFileURL(join(root, "index.html")).href, { waitUntil: "load" });
  const links = page.locator(`a[href*="${wanted}"]`); // each builder has a search of its own, one in a shadow tree
  const before = await links.count();
  const isListening = () =>
    page.waitForFunction(
      () => {
        let one = document.activeElement;
        while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
        return one?.matches("input");
      },
      null,
      { timeout: 1000 },
    );
  let listens = false;
  for (let tries = 0; tries < 15 && !listens; tries += 1) {
    await page.keyboard.press("/"); // lost where the script of the search has not begun
    listens = await isListening().then(() => true, () => false);
  }
  if (!listens) return found.search.push(`${root}: '/' opens no search`);
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(words);
  await links.nth(before).waitFor({ state: "attached", timeout: 15000 }).catch(() => found.search.push(`${root}: '${words}' finds no ${wanted}`));
};

// What a reader does with tables and pictures, by keyboard where it matters.
const useTools = async (page, root, reader) => {
  const wrong = (words) => found.tools.push(`${root}: ${words}`);
  await page.goto(pathToFileURL(join(root, reader.table)).href, { waitUntil: "load" });
  const names = () => page.$$eval("table.ak-sortable tbody tr:not([hidden])", (rows) => rows.map((row) => row.cells[1].textContent));
  const head = page.locator("table.ak-sortable th button").nth(1);
  await head.focus();
  await page.keyboard.press("Enter");
  const up = await names();
  await page.keyboard.press("Enter");
  const down = await names();
  const sorted = [...up].sort((a, b) => a.toLowerCase().localeCompare(b.toLowerCase()));
  if (up.join() !== sorted.join()) wrong(`sorted upwards it reads ${up}`);
  if (down[0] === up[0]) wrong("sorted downwards it begins with the same row");
  await page.locator(".ak-filter input").first().fill(up[0]);
  const left = await names();
  if (!left.length || left.length === up.length || !left.includes(up[0])) wrong(`filtered by '${up[0]}' ${left.length} rows are left`);
  await page.goto(pathToFileURL(join(root, reader.path)).href, { waitUntil: "load" });
  await page.getByRole("button", { name: /^Enlarge/ }).first().press("Enter");
  const dialog = page.getByRole("dialog").last();
  await dialog.locator("svg").waitFor({ state: "visible", timeout: 5000 }).catch(() => wrong("the enlarged picture is not seen"));
  await page.keyboard.press("Escape");
  const isClosed = page.locator("dialog.ak-zoom").waitFor({ state: "detached", timeout: 5000 }); // told by an event of the browser
  await isClosed.catch(() => wrong("the enlarged picture does not close"));
  const [saved] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: /^Save as SVG/ }).first().press("Enter")]);
  const svg = readFileSync(await saved.path(), "utf8");
  if (!saved.suggestedFilename().endsWith(".svg") || !svg.startsWith("<svg") || svg.includes("data-md-color-scheme"))
    wrong(`what is saved as ${saved.suggestedFilename()} is no picture on its own`);
};

const walk = async (browser, root, viewport) => {
  const reader = JSON.parse(readFileSync(join(root, "..", "reader.json"), "utf8"));
  const all = files(root).filter((one) => one.endsWith(".html") && !one.endsWith("404.html"));
  const context = await browser.newContext({ viewport, colorScheme: "light", reducedMotion: "reduce" });
  const page = await watched(context);
  for (const file of all) {
    const path = relative(root, file);
    const judged = reader.judged.includes(path);
    if (!judged && !(reader.all && viewport === desktop)) continue;
    await visit(page, file, viewport);
    if (viewport === desktop) await judgeLinks(page, file);
    if (!judged) continue;
    for (const look of ["first", "second"]) {
      const shown = () => page.evaluate(() => document.body.dataset.mdColorScheme);
      const before = await shown();
      if (look === "second") {
        await page.evaluate(() => document.querySelector("label[for^=__palette]:not([hidden])").click());
        await page.waitForFunction((old) => document.body.dataset.mdColorScheme !== old, before);
        await settled(page);
      }
      const scheme = await shown();
      judgedIn.add(scheme);
      // Between light and dark only colours differ: one page is judged whole in both, to hold that true.
      await judgeAxe(page, `${path} ${scheme} ${viewport.width}`, look === "second" && path !== "index.html" ? ["color-contrast"] : undefined);
    }
  }
  if (viewport === desktop) {
    await search(page, root, reader.title, reader.path);
    await search(page, root, reader.id, reader.path);
    if (reader.table) await useTools(page, root, reader);
  }
  await context.close();
};

const browser = await chromium.launch({
  executablePath: process.env.ARCHKIT_CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const walks = process.argv.slice(2).flatMap((root) => [() => walk(browser, root, desktop), () => walk(browser, root, phone)]);
await Promise.all([0, 1, 2].map(async () => {
  for (let next = walks.shift(); next; next = walks.shift()) await next();
}));
await browser.close();
console.log(JSON.stringify({ ...found, schemes: [...judgedIn].sort() }));
