/**
 * Lighthouse on some pages: `node lighthouse.mjs <chromium> <address>…` prints, as JSON,
 * `{address: {accessibility | best-practices | seo: {score, failing: [audit: title]}}}`.
 * A query of `?skip=audit` names what a page is not held to. It does not reach the page.
 */
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const SETTINGS = {
  onlyCategories: ["accessibility", "best-practices", "seo"],
  disableFullPageScreenshot: true,
};

function failing(category, audits) {
  const failed = category.auditRefs.filter(({ id, weight }) => weight && audits[id].score !== null && audits[id].score < 1);
  return failed.map(({ id }) => `${id}: ${audits[id].title}`);
}

async function judge(address, port) {
  const url = new URL(address);
  const skipAudits = url.searchParams.getAll("skip");
  url.search = "";
  const { lhr } = await lighthouse(url.href, { port, logLevel: "error", ...SETTINGS, skipAudits });
  if (lhr.runtimeError) throw new Error(`${address}: ${lhr.runtimeError.message}`);
  const judged = ({ score, ...category }) => ({ score, failing: failing(category, lhr.audits) });
  return Object.fromEntries(Object.entries(lhr.categories).map(([name, category]) => [name, judged(category)]));
}

const [chromePath, ...addresses] = process.argv.slice(2);
const chrome = await launch({ chromePath, chromeFlags: FLAGS, logLevel: "silent" });
try {
  const found = {};
  for (const address of addresses) found[address] = await judge(address, chrome.port);
  console.log(JSON.stringify(found));
} finally {
  await chrome.kill();
}
