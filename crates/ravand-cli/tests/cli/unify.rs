//! `ravand bank unify`: one process out of several that nobody wrote together.

use crate::bank::{File, bank, check, file, run};

const NORTH: &str = "\
process: kiosk
title: { en: Kiosk permit, fa: مجوز کیوسک }
provenance: synthetic
roles: { clerk: { title: { en: Clerk, fa: متصدی } }, inspector: { title: { en: Inspector, fa: بازرس } } }
ends: { issued: { favourable: yes, title: { en: Issued } } }
steps:
  register: { title: { en: Register the request, fa: ثبت درخواست }, kind: receive, role: clerk, elapsed: exactly 1 h }
  look: { title: { en: Look at the shop, fa: دیدن مغازه }, kind: inspect, role: inspector, elapsed: exactly 1 h }
  sign: { title: { en: Sign the permit, fa: امضای پروانه }, kind: approve, role: clerk, elapsed: exactly 1 h }
flow: [register, look, sign, { end: issued }]
";

const SOUTH: &str = "\
process: dakeh
title: { en: Permit for a kiosk, fa: مجوز کیوسک }
provenance: synthetic
roles: { r2: { title: { en: Clerks, fa: متصدي } }, r1: { title: { en: The inspector, fa: بازرس } } }
ends: { e1: { favourable: yes, title: { en: Permit issued } } }
steps:
  s3: { title: { en: Permit is signed, fa: امضای پروانه }, kind: approve, role: r2, elapsed: exactly 1 h }
  s1: { title: { en: Registering the request, fa: ثبت درخواست‌ها }, kind: receive, role: r2, elapsed: exactly 2 h }
  s2: { title: { en: Site visit, fa: بازديد محل }, kind: inspect, role: r2, elapsed: exactly 1 h }
flow: [s1, s2, s3, { end: e1 }]
";

fn texts() -> Vec<File> {
    vec![file("../north.yaml", NORTH), file("../south.yaml", SOUTH)]
}

#[test]
fn what_is_the_same_is_found_and_what_may_be_is_asked() {
    let parts =
        ["register", "Look at the shop” = “Site visit", "--same north/step/look=south/step/s2", "Nothing was written"];
    check(&texts(), "bank unify north.yaml south.yaml", 1, &parts);
    check(&texts(), "bank unify north.yaml south.yaml --lang fa", 1, &["دیدن مغازه", "پایه‌ای با ۳ گام"]);
    let same = "bank unify north.yaml south.yaml --same north/step/look=south/step/s2";
    check(&texts(), same, 0, &["register", "--out"]);
    let different = "bank unify north.yaml south.yaml --different south/step/s2=north/step/look";
    check(&texts(), different, 0, &["not in the base: south"]);
}

#[test]
fn what_is_written_is_a_bank_again() {
    let there = bank(&texts());
    let unify =
        "bank unify north.yaml south.yaml --same north/step/look=south/step/s2 --id kiosk-permit --out processes";
    let written = run(there.path(), unify);
    assert_eq!(written.exit, Some(0), "{}", written.all());
    for made in ["services/kiosk-permit.yaml", "variants/north/kiosk-permit.yaml", "variants/south/kiosk-permit.yaml"] {
        assert!(there.path().join("processes").join(made).is_file(), "{made}");
    }
    let checked = run(there.path(), "bank check");
    assert_eq!(checked.exit, Some(0), "{}", checked.all());
    let drift = run(there.path(), "bank drift kiosk-permit --structure-only");
    assert!(drift.out.contains("south"), "{}", drift.all());
    let again = run(there.path(), unify);
    assert_eq!(again.exit, Some(2), "nothing is written over: {}", again.all());
}

#[test]
fn what_cannot_be_unified_says_why() {
    check(&texts(), "bank unify north.yaml", 2, &["FILE"]);
    check(&texts(), "bank unify north.yaml nowhere.yaml", 2, &["nowhere.yaml"]);
    check(&texts(), "bank unify north.yaml south.yaml --same look=s2", 2, &["CL079", "north/step/visit", "`south`"]);
    check(&texts(), "bank unify north.yaml south.yaml --same north/step/look=north/step/sign", 2, &["CL079"]);
    check(&texts(), "bank unify north.yaml south.yaml --same north/step/look=south/role/r1", 2, &["CL079"]);
    check(&texts(), "bank unify north.yaml south.yaml --id ../../x", 2, &["../../x"]);
    let json = run(bank(&texts()).path(), "bank unify north.yaml south.yaml --format json").json();
    assert_eq!(json["questions"][0]["answer"], "north/step/look=south/step/s2");
    assert_eq!(json["support"]["steps/register/kind"], serde_json::json!(["north", "south"]));
}
