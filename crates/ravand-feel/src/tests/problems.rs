//! What is said about expressions that are wrong, and where.

use super::{bad, ids, schema};
use crate::{Expression, Language, Type, UnaryTests};

#[test]
fn letters() {
    bad("area_m2 == 3", "FE004@8..10");
    bad("area_m2 > 1 && floors > 1 || floors < 9", "FE004@12..14 FE004@26..28");
    bad("area_m2 <> 3", "FE004@8..10");
    bad("area_m2 ≥ ۱۲٫۵", "FE004@8..11 FE004@12..20");
    bad("street = 'x'", "FE004@9..12");
    bad("!article_5_needed", "FE004@0..1");
    bad("area_m2 > 3; floors > 1", "FE003@11..12 FE013@13..19");
    bad("street = \"x", "FE005@9..10");
    bad(r#"street = "\q""#, "FE006@10..12");
    bad("area_m2 > 123456789012345678901234567890", "FE007@10..40");
}

#[test]
fn grammar() {
    bad("", "FE010@0..0");
    bad("  ", "FE010@0..2");
    bad("area_m2 >", "FE011@9..9");
    bad("and true", "FE011@0..3");
    bad("(area_m2 > 3", "FE012@12..12");
    bad("area_m2 between 1", "FE012@17..17");
    bad("area_m2 in [1..2", "FE012@16..16");
    bad("if true then 1", "FE012@14..14");
    bad("area_m2 > 3 floors", "FE013@12..18");
    bad("area_m2 > 3)", "FE013@11..12");
    bad("not article_5_needed", "FE014@0..3");
    bad("reckon(area_m2) > 3", "FE015@0..6");
    bad("cuont([area_m2]) > 3", "FE070@0..5");
    bad("count(area_m2) > 3", "FE072@6..13");
    bad("2 ** 3 ** 2 = 1", "FE016@7..9");
    bad("-2 ** 2 = 1", "FE016@0..2");
    bad("some = 3", "FE017@0..4");
    bad("? > 3", "FE018@0..1");
    bad("1 < area_m2 < 3", "FE019@12..13");
}

#[test]
fn names() {
    bad("aera_m2 > 3", "FE021@0..7");
    bad("volume > 3", "FE020@0..6");
    bad("national_code = \"0012345678\"", "FE022@0..13");
    bad("frontage = mian", "FE024@11..15");
    bad("frontage = north", "FE023@11..16");
    bad("frontage in (main, north)", "FE023@19..24");
    bad("main", "FE025@0..4");
    bad("frontage = \"main\"", "FE034@11..17");
    bad("arch-rules = 1", "FE032@0..10");
    bad("volume > 3 and frontage = mian", "FE020@0..6 FE024@26..30");
}

#[test]
fn types() {
    bad("frontage = 3", "FE027@0..12");
    bad("frontage = zone", "FE027@0..15");
    bad("area_m2", "FE028@0..7");
    bad("area_m2 and floors", "FE028@0..7 FE028@12..18");
    bad("if area_m2 then true else 3", "FE028@3..10 FE029@26..27");
    bad("area_m2 + street = 3", "FE030@10..16");
    bad("frontage < main", "FE031@0..15");
    bad("article_5_needed > true", "FE031@0..23");
    bad("area_m2 in [5..1]", "FE033@12..16");
    bad("area_m2 in (3..3)", "FE033@12..16");
    bad("area_m2 in (1, main)", "FE025@15..19");
    bad("area_m2 in (1, \"x\")", "FE029@15..18");
    bad("area_m2 in (> 1 and < 3)", "FE035@16..19");
}

#[test]
fn cells() {
    let bad = |data: &str, test: &str, expected: &str| {
        let schema = schema();
        let ty = schema.slot(data).and_then(|slot| schema.ty(slot)).expect("declared");
        let problems = UnaryTests::compile(test, ty, &schema).map_or_else(|p| ids(&p), |_| "fine".into());
        assert_eq!(problems, expected, "{test}");
    };
    bad("area_m2", "", "FE010@0..0");
    bad("area_m2", "main", "FE025@0..4");
    bad("area_m2", "floors > 3", "FE029@0..10");
    bad("area_m2", "? + 1", "FE028@0..5");
    bad("frontage", "mian, north", "FE024@0..4 FE023@6..11");
    bad("frontage", "> main", "FE031@2..6");
    bad("frontage", "\"main\"", "FE034@0..6");
    bad("frontage", "[main..side]", "FE031@1..11");
    bad("area_m2", "not(4", "FE012@5..5");
    bad("area_m2", "[1..2", "FE012@5..5");
    bad("area_m2", "- 3 -", "FE011@5..5");
    bad("area_m2", "> 4 and <= 12", "FE035@4..7");
    bad("area_m2", "< 4 or > 12", "FE035@4..6");
}

#[test]
fn words_name_what_is_meant_in_both_languages() {
    let problems = Expression::compile("frontage = mian", &schema(), Some(&Type::Bool)).unwrap_err();
    let problem = &problems[0];
    assert_eq!(problem.message(Language::En), "`mian` is none of the possible values");
    assert_eq!(problem.help(Language::En), "did you mean `main`? the values are main, side");
    assert_eq!(problem.message(Language::Fa), "`mian` هیچ‌یک از مقدارهای ممکن نیست");
    for source in ["a == 'b' and (", "frontage < 3", "1/0 + x", "[1..", "zone = north"] {
        for problem in Expression::compile(source, &schema(), None).unwrap_err() {
            for language in [Language::En, Language::Fa] {
                let words = problem.message(language) + &problem.help(language);
                assert!(!words.contains('{'), "an argument is missing: {words}");
            }
        }
    }
}
