//! The page of the reform in a real browser: nothing sticks out at two widths, no console
//! error, the direction of its language. Without Chromium on the path it says so and is skipped.
#![allow(clippy::expect_used, reason = "a test that cannot go on says why and fails")]
#![allow(clippy::disallowed_methods, reason = "starts a browser and writes the page that it is to open")]

use ravand::bank::Bank;
use ravand::core::Language;
use ravand::lint::Weights;
use ravand::reform::{Request, compare};
use ravand::report::{Report, html};
use ravand::sim::Library;
use std::path::{Path, PathBuf};
use std::process::Command;

const WIDTHS: [u32; 2] = [380, 1280];
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// Opens the page in frames of both widths and writes down what it finds there.
const PROBE: &str = r#"<!DOCTYPE html><meta charset="utf-8"><body><script>
const widths = WIDTHS;
Promise.all(widths.map(width => new Promise(done => {
  const frame = document.createElement("iframe");
  frame.style.cssText = `width:${width}px;height:900px;border:0`;
  frame.onload = () => {
    const root = frame.contentDocument.documentElement;
    done(`${width}:${root.scrollWidth}:${root.dir}:${root.lang}`);
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

fn pages() -> [(Language, String); 2] {
    let bank = Bank::open(concat!(env!("CARGO_MANIFEST_DIR"), "/../processes").as_ref()).expect("the bank");
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
    let report = Report::new(&bank, base, reform, scenario, &answer).expect("a report").version("0.0.0");
    [Language::En, Language::Fa].map(|language| (language, html(&report, language)))
}

/// A directory of its own below the build's, made anew.
fn directory(name: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("report-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&directory).expect("a directory");
    directory
}

fn look(browser: &str, directory: &Path) -> (String, String) {
    let answer = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"])
        .args(["--disable-component-update", "--disable-sync", "--allow-file-access-from-files"])
        .args(["--enable-logging=stderr", "--virtual-time-budget=10000", "--timeout=30000", "--dump-dom"])
        .arg(format!("--user-data-dir={}", directory.join("profile").display()))
        .arg(format!("file://{}", directory.join("probe.html").display()))
        .output()
        .expect("the browser runs");
    (String::from_utf8_lossy(&answer.stdout).into_owned(), String::from_utf8_lossy(&answer.stderr).into_owned())
}

#[test]
fn a_browser_shows_it_at_two_widths() {
    let Some(browser) = browser() else {
        println!("SKIPPED: no Chromium on the path, the page was not looked at in a browser");
        return;
    };
    for (language, page) in pages() {
        let (name, dir) = if language == Language::Fa { ("fa", "rtl") } else { ("en", "ltr") };
        let directory = directory(name);
        std::fs::write(directory.join("page.html"), page).expect("written");
        std::fs::write(directory.join("probe.html"), PROBE.replace("WIDTHS", &format!("{WIDTHS:?}"))).expect("written");
        let (out, err) = look(browser, &directory);
        for width in WIDTHS {
            // The root is as wide as its frame: nothing sticks out.
            let expected = format!("{width}:{width}:{dir}:{name}");
            let narrower = format!("{width}:{}:{dir}:{name}", width - 15);
            let found = out.split_whitespace().any(|word| word == expected || word == narrower);
            let shown = out.split("FOUND").nth(1).and_then(|rest| rest.split("END").next());
            assert!(found, "{name} at {width}: wanted {expected}, found {shown:?}\n{err}");
        }
        let console: Vec<&str> = err.lines().filter(|line| line.contains("CONSOLE")).collect();
        assert!(console.is_empty(), "{console:?}");
        std::fs::remove_dir_all(&directory).expect("removed");
    }
}
