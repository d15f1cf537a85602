// The page in a real browser: Debian's chromium, or any Chrome on the PATH or named by CHROME_PATH.
import assert from "node:assert/strict";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { htmlReport } from "../../../policypack/report/formats/html";
import { NAME, NOTHING, report } from "../reports";

const BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

function findBrowser(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const files = [
    process.env.CHROME_PATH ?? "",
    ...folders.flatMap((folder) => BROWSERS.map((name) => join(folder, name))),
  ];
  return files.find((file) => file !== "" && isExecutable(file));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** How much one colour stands out from another: WCAG's contrast ratio. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string): number => {
    const [red = 0, green = 0, blue = 0] = (colour.match(/\d+/g) ?? []).map((part) => {
      const share = Number(part) / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((left, right) => right - left);
  return (light + 0.05) / (dark + 0.05);
}

describe("the report as a page", () => {
  it("holds no script and loads nothing", () => {
    const html = htmlReport(report());
    assert.match(html, /content="default-src 'none'; style-src 'unsafe-inline'"/);
    assert.doesNotMatch(html, /<(script|link|img|iframe)|\s(src|href|on\w+)=/i);
  });

  describe("in a browser", () => {
    let browser: Browser | undefined;
    let page: Page;
    before(async function () {
      const executablePath = findBrowser();
      // Shown as pending, and counted as skipped in CI's last line.
      if (executablePath === undefined) this.skip();
      browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
      page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
    });
    after(() => browser?.close());

    const texts = (selector: string): Promise<string[]> => page.locator(selector).allInnerTexts();

    it("shows for each instance the changes, their calls in order, and the verdicts", async () => {
      await page.setContent(htmlReport(report()));
      assert.deepEqual((await texts("article h3 b")).sort(), ["db", NAME].sort());
      const calls = await page.locator("article", { hasText: NAME }).locator(".calls li").allInnerTexts();
      assert.deepEqual(calls, ["✕ StopInstance refused", "✕ StartInstance refused"]);
      assert.match((await texts(".place"))[0] ?? "", /^src\/in dex\.ts:9:33$/);
      assert.match((await texts(".conclusion pre"))[0] ?? "", /What to do: ```` wait\\u0007/);
    });

    it("takes no text of a resource for mark-up", async () => {
      await page.setContent(htmlReport(report()));
      assert.equal(await page.locator("article h3 b b").count(), 0);
    });

    it("says so where nothing is refused", async () => {
      await page.setContent(htmlReport(NOTHING));
      assert.match((await texts(".sum"))[0] ?? "", /nothing is refused$/);
      assert.equal(await page.locator("article").count(), 0);
    });

    for (const colorScheme of ["light", "dark"] as const) {
      it(`can be read ${colorScheme}`, async () => {
        await page.emulateMedia({ colorScheme });
        await page.setContent(htmlReport(report()));
        // The browser's own words: this project's types know no browser.
        const style = (selector: string, name: string): Promise<string> =>
          page.evaluate<string>(
            `getComputedStyle(document.querySelector(${JSON.stringify(selector)})).getPropertyValue("${name}")`,
          );
        const background = await style("body", "background-color");
        for (const selector of ["body", ".sum", ".calls .refused", ".calls .undecided", ".type"]) {
          const ratio = contrast(await style(selector, "color"), background);
          assert.ok(ratio >= 4.5, `${selector}: ${ratio.toFixed(2)}`);
        }
      });
    }

    it("fits a phone and paper, with nothing beside the page", async () => {
      await page.setContent(htmlReport(report()));
      for (const width of [360, 794]) {
        await page.setViewportSize({ width, height: 900 });
        const excess = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
        assert.ok(excess <= 0, `${excess} pixels at ${width}`);
      }
      await page.emulateMedia({ media: "print" });
      assert.ok((await page.pdf({ format: "A4" })).length > 1000);
    });
  });
});
