/**
 * Lighthouse on a phone: `node lighthouse.mjs <chromium> <runs> <address>…` prints, as JSON,
 * `{address: [{performance, accessibility, "best-practices", seo}, …]}`, marks up to 100. What
 * does not depend on time is judged once, the speed in every run. A query of `?skip=audit` names
 * what a page is not held to. It does not reach the page.
 */
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

async function judge(address, port, onlyCategories) {
  const url = new URL(address);
  const skipAudits = url.searchParams.getAll("skip");
  url.search = "";
  const options = { port, logLevel: "error", onlyCategories, skipAudits, disableFullPageScreenshot: true };
  const { lhr } = await lighthouse(url.href, options);
  if (lhr.runtimeError) throw new Error(`${address}: ${lhr.runtimeError.message}`);
  return Object.fromEntries(
    Object.entries(lhr.categories).map(([name, { score }]) => [name, Math.round(score * 100)]),
  );
}

const [chromePath, runs, ...addresses] = process.argv.slice(2);
const chrome = await launch({ chromePath, chromeFlags: FLAGS, logLevel: "silent" });
try {
  const found = Object.fromEntries(addresses.map((address) => [address, []]));
  for (let run = 0; run < Number(runs); run++) {
    for (const address of addresses) {
      const categories = ["performance", ...(run ? [] : ["accessibility", "best-practices", "seo"])];
      const marks = await judge(address, chrome.port, categories);
      found[address].push({ ...found[address][0], ...marks });
    }
  }
  console.log(JSON.stringify(found));
} finally {
  await chrome.kill();
}
