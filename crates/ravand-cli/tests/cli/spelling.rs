//! One word written wrongly, row by row: a date that no calendar has, digits of two kinds, a
//! letter that only looks like another. Each row says where the answer points and by which
//! code, and holds in both languages. A new kind of mistake is a new row.

use crate::bank::{CALENDAR, ELAPSED, SIGN, bank, file, run};

const SIGN_FILE: &str = "services/sign.yaml";
const ELAPSED_FILE: &str = "scenarios/elapsed.yaml";
const CALENDAR_FILE: &str = "calendars/always.yaml";

/// A file of the small bank with one word in another's place, the code and the place.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str);

fn check(rows: &[Row]) {
    for (path, from, to, code, place) in rows {
        let text = match *path {
            SIGN_FILE => SIGN,
            ELAPSED_FILE => ELAPSED,
            _ => CALENDAR,
        };
        assert!(text.contains(from), "`{from}` is not in {path}");
        let directory = bank(&[file(path, text.replace(from, to))]);
        for (language, way_out) in [("en", "help"), ("fa", "راهنما")] {
            // Every command that reads the file says the same; `lint` reads them all.
            let answer = run(directory.path(), &format!("lint --lang {language}"));
            let all = answer.all();
            assert_eq!(answer.exit, Some(1), "`{to}`: {all}");
            for part in [&format!("[{code}]"), &format!("processes/{path}:{place}"), way_out] {
                assert!(all.contains(part), "`{to}`: `{part}` is not in {all}");
            }
        }
    }
}

#[test]
fn lengths() {
    check(&[
        (SIGN_FILE, "exactly 50 h", "exactly -50 h", "YA077", "25:14"),
        (SIGN_FILE, "20 .. 30 .. 90 h", "-20 .. 30 .. 90 h", "YA077", "18:14"),
        (SIGN_FILE, "20 .. 30 .. 90 h", "90 .. 30 .. 20 h", "YA078", "18:14"),
        (SIGN_FILE, "exactly 50 h", "exactly 99999999999999999999999999 h", "YA081", "25:14"),
        (SIGN_FILE, "exactly 50 h", "exactly 1e400 h", "YA074", "25:14"),
        (SIGN_FILE, "exactly 50 h", "exactly NaN h", "YA071", "25:14"),
        (SIGN_FILE, "exactly 50 h", "exactly ۵0 h", "CA031", "25:14"),
        (SIGN_FILE, "wrong: 10%", "wrong: 101%", "YA048", "27:23"),
        (SIGN_FILE, "wrong: 10%", "wrong: ۱0٪", "CA031", "27:23"),
        (ELAPSED_FILE, "cases: 50", "cases: 99999999999999999999", "YA045", "4:8"),
        (ELAPSED_FILE, "cases: 50", "cases: -1", "YA045", "4:8"),
    ]);
}

#[test]
fn dates() {
    check(&[
        (ELAPSED_FILE, "2022-04-03", "2022-13-03", "CA036", "3:8"),
        (ELAPSED_FILE, "2022-04-03", "2022-02-30", "CA037", "3:8"),
        (ELAPSED_FILE, "2022-04-03", "1401-13-01", "CA036", "3:8"),
        // 1401 is a common year: its Esfand has 29 days.
        (ELAPSED_FILE, "2022-04-03", "1401-12-30", "CA038", "3:8"),
        (ELAPSED_FILE, "2022-04-03", "۱۴۰1-07-15", "CA031", "3:8"),
        (CALENDAR_FILE, "2000-01-01", "2000-00-01", "CA036", "5:13"),
    ]);
}

#[test]
fn ids() {
    check(&[
        (SIGN_FILE, "register", "regis\u{200F}ter", "YA063", "12:3"),
        (SIGN_FILE, "register", "\u{202E}register", "YA063", "12:3"),
        (SIGN_FILE, "register", "regis\u{00AD}ter", "YA063", "12:3"),
        // Cyrillic е.
        (SIGN_FILE, "register", "r\u{0435}gister", "YA065", "12:3"),
        (SIGN_FILE, "register", "Register", "YA062", "12:3"),
        // Arabic ي and ك, where Persian has ی and ک.
        (SIGN_FILE, "title: { en: Shop sign, fa: تابلو }", "title: { en: Shop sign, fa: تابلوي }", "YA053", "2:29"),
        (SIGN_FILE, "title: { en: Shop sign, fa: تابلو }", "title: { en: Shop sign, fa: كار }", "YA053", "2:29"),
    ]);
}

#[test]
fn signs_that_nobody_sees() {
    check(&[
        (SIGN_FILE, "Shop sign", "Shop\0sign", "YA022", "2:18"),
        (SIGN_FILE, "kind: receive", "kind: rec\0eive", "YA022", "13:14"),
        (SIGN_FILE, "kind: receive", "\u{00A0}   kind: receive", "YA031", "13:5"),
    ]);
}
