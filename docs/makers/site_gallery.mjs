// Takes the pictures of docs/how-to/site.md: ARCHKIT_JUDGES=FOLDER node docs/makers/site_gallery.mjs SITE
// SITE is the built site of examples/hitchhiking; FOLDER holds playwright-core. Run by hand when the looks change.
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const { chromium } = createRequire(join(process.env.ARCHKIT_JUDGES, "package.json"))("playwright-core");
const site = resolve(process.argv[2]);
const pictures = [
  ["overview", "index.html", 1280, 860, "light"],
  ["quality", "quality-attributes/search-fast.html", 1280, 860, "light"],
  ["use-case-dark", "use-cases/ride-together.html#flow", 1280, 860, "dark"],
  ["phone", "use-cases/index.html", 390, 760, "light"],
];
const browser = await chromium.launch({ executablePath: process.env.ARCHKIT_CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
for (const [name, page, width, height, colorScheme] of pictures) {
  const view = await browser.newPage({ viewport: { width, height }, colorScheme });
  await view.goto(`${pathToFileURL(site).href}/${page}`);
  await view.evaluate(() => document.fonts.ready);
  await view.screenshot({ path: join(dirname(fileURLToPath(import.meta.url)), `../site-gallery/${name}.png`) });
}
await browser.close();
