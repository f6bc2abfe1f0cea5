//! The pages in a real browser: nothing sticks out at a telephone's and a desk's width, no
//! console error, the direction of its language, every text readable before what is behind it,
//! also where somebody prefers dark pages. Without Chromium on the path it says so and is skipped.
#![allow(clippy::expect_used, reason = "a test that cannot go on says why and fails")]
#![allow(clippy::disallowed_methods, reason = "starts a browser and writes the page that it is to open")]

use ravand::bank::{Bank, Drift};
use ravand::core::Language;
use ravand::core::calendar::read_date;
use ravand::lint::Weights;
use ravand::reform::{Request, Survey, compare, survey};
use ravand::report::{DriftReport, Report, drift_html, html};
use ravand::sim::Library;
use std::path::{Path, PathBuf};
use std::process::Command;

const WIDTHS: [u32; 2] = [360, 1280];
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];
/// What Chromium calls the preference for dark pages and for light ones.
const SCHEMES: [(&str, u32); 2] = [("dark", 0), ("light", 1)];

/// Opens the page in frames of both widths, everything that can be unfolded unfolded, and
/// writes down what it finds there. A text must stand out from what is behind it by 4.5 to 1
/// (WCAG 2.2, 1.4.3); what is behind a pattern is not judged.
const PROBE: &str = r#"<!DOCTYPE html><meta charset="utf-8"><body><script>
const widths = WIDTHS;
const parts = colour => (colour.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number);
const bright = ([r, g, b]) => [[r, .2126], [g, .7152], [b, .0722]].reduce((sum, [part, weight]) => {
  const share = part / 255;
  return sum + weight * (share <= .04045 ? share / 12.92 : ((share + .055) / 1.055) ** 2.4);
}, 0);
const behind = (element, style) => {
  for (; element; element = element.parentElement) {
    const { backgroundColor, backgroundImage } = style(element);
    if (backgroundImage !== "none") return null;
    const colour = parts(backgroundColor);
    if (colour.length < 4 || colour[3] === 1) return colour;
  }
  return [255, 255, 255];
};
const pale = frame => {
  const style = element => frame.contentWindow.getComputedStyle(element);
  const found = new Set();
  for (const element of frame.contentDocument.querySelectorAll("body *")) {
    const own = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
    if (!own || element.closest("style, title")) continue;
    const back = behind(element, style);
    if (!back) continue;
    const { color, fill } = style(element);
    const front = parts(element.closest("svg") ? fill : color);
    const [low, high] = [bright(front), bright(back)].sort((a, b) => a - b);
    const ratio = (high + .05) / (low + .05);
    if (ratio < 4.5) found.add(`${element.localName}.${element.getAttribute("class")}=${ratio.toFixed(1)}`.replace(/ /g, "."));
  }
  return [...found].join(",");
};
Promise.all(widths.map(width => new Promise(done => {
  const frame = document.createElement("iframe");
  frame.style.cssText = `width:${width}px;height:900px;border:0`;
  frame.onload = () => {
    const root = frame.contentDocument.documentElement;
    root.querySelectorAll("details").forEach(folded => folded.open = true);
    done(`${width}:${root.scrollWidth}:${root.dir}:${root.lang}:${pale(frame)}`);
  };
  frame.src = "page.html";
  document.body.append(frame);
}))).then(found => { document.body.textContent = "FOUND " + found.join(" ") + " END"; });
</script>"#;

fn browser() -> Option<&'static str> {
    BROWSERS
        .into_iter()
        .find(|name| Command::new(name).arg("--version").output().is_ok_and(|answer| answer.status.success()))
}

/// A page: its name, its language, its text.
type Shown = (&'static str, Language, String);

fn pages() -> Vec<Shown> {
    let bank = Bank::open(concat!(env!("CARGO_MANIFEST_DIR"), "/../processes").as_ref()).expect("the bank");
    let (reform, drift) = (of_reform(&bank), of_drift(&bank));
    reform.into_iter().chain(drift).collect()
}

fn of_reform(bank: &Bank) -> [Shown; 2] {
    let (base, reform) = (
        &bank.processes["building-permit"],
        bank.overlay("building-permit", "permit-1401").expect("the shipped reform"),
    );
    let scenario = &bank.scenarios[&(base.id.value.clone(), "elapsed".into())];
    let (library, weights) = (Library::new(), Weights::default());
    let request = Request {
        base,
        reform,
        scenario,
        calendars: &bank.calendars,
        called: &library,
        weights: &weights,
        seed: 1,
        threads: None,
        replications: Some(2),
        cases_per_operation: Some(2),
    };
    let answer = compare(&request, &|_| ()).expect("an answer");
    let report = Report::new(bank, base, reform, scenario, &answer).expect("a report").version("0.0.0");
    [Language::En, Language::Fa].map(|language| ("reform", language, html(&report, language)))
}

fn of_drift(bank: &Bank) -> [Shown; 2] {
    let base = &bank.processes["building-permit"];
    let variants = bank.variants_of(&base.id.value);
    let scenario = &bank.scenarios[&(base.id.value.clone(), "elapsed".into())];
    let request = Survey {
        base,
        variants: &variants,
        scenario,
        calendars: &bank.calendars,
        called: &Library::new(),
        weights: &Weights::default(),
        seed: 1,
        threads: None,
        replications: Some(2),
        cases: Some(2),
    };
    let found = survey(&request).expect("a survey");
    let drift = Drift::measure(base, &variants).expect("they fit");
    let report = DriftReport::new(bank, base, &variants, &drift).expect("a report").version("0.0.0");
    let today = read_date("2027-05-01").expect("a date");
    let report = report.cost(scenario, &found).today(today);
    [Language::En, Language::Fa].map(|language| ("drift", language, drift_html(&report, language)))
}

/// A directory of its own below the build's, made anew.
fn directory(name: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("report-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&directory).expect("a directory");
    directory
}

fn look(browser: &str, directory: &Path, scheme: u32) -> (String, String) {
    let answer = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"])
        .args(["--disable-component-update", "--disable-sync", "--allow-file-access-from-files"])
        .args(["--enable-logging=stderr", "--virtual-time-budget=10000", "--timeout=30000", "--dump-dom"])
        .arg(format!("--blink-settings=preferredColorScheme={scheme}"))
        .arg(format!("--user-data-dir={}", directory.join("profile").display()))
        .arg(format!("file://{}", directory.join("probe.html").display()))
        .output()
        .expect("the browser runs");
    (String::from_utf8_lossy(&answer.stdout).into_owned(), String::from_utf8_lossy(&answer.stderr).into_owned())
}

#[test]
fn a_browser_shows_them_at_two_widths() {
    let Some(browser) = browser() else {
        println!("SKIPPED: no Chromium on the path, the pages were not looked at in a browser");
        return;
    };
    for (page, language, text) in pages() {
        let (lang, dir) = if language == Language::Fa { ("fa", "rtl") } else { ("en", "ltr") };
        let directory = directory(&format!("{page}-{lang}"));
        std::fs::write(directory.join("page.html"), text).expect("written");
        std::fs::write(directory.join("probe.html"), PROBE.replace("WIDTHS", &format!("{WIDTHS:?}"))).expect("written");
        for (scheme, number) in SCHEMES {
            let (out, err) = look(browser, &directory, number);
            for width in WIDTHS {
                // The root is as wide as its frame: nothing sticks out. Nothing is too pale.
                let expected = format!("{width}:{width}:{dir}:{lang}:");
                let narrower = format!("{width}:{}:{dir}:{lang}:", width - 15);
                let found = out.split_whitespace().any(|word| word == expected || word == narrower);
                let shown = out.split("FOUND").nth(1).and_then(|rest| rest.split("END").next());
                assert!(found, "{page} {lang} {scheme} at {width}: wanted {expected}, found {shown:?}\n{err}");
            }
            let console: Vec<&str> = err.lines().filter(|line| line.contains("CONSOLE")).collect();
            assert!(console.is_empty(), "{console:?}");
        }
        std::fs::remove_dir_all(&directory).expect("removed");
    }
}
