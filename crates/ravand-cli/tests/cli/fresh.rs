//! `ravand new`: what it writes is in order, and takes the place of nothing.

use crate::bank::{bank, check_in, run};

#[test]
fn a_new_file_is_in_order_in_either_language() {
    for language in ["en", "fa"] {
        let directory = bank(&[]);
        let at = directory.path();
        check_in(at, &format!("new process kiosk --lang {language}"), 0, &["services/kiosk.yaml"]);
        check_in(at, &format!("new overlay north --of kiosk --lang {language}"), 0, &["variants/north/kiosk.yaml"]);
        check_in(at, &format!("new reform kiosk-1405 --of kiosk --lang {language}"), 0, &["reforms/kiosk-1405.yaml"]);
        check_in(at, "bank check", 0, &["nothing wrong"]);
        check_in(
            at,
            "fmt --check processes/services/kiosk.yaml processes/variants processes/reforms/kiosk-1405.yaml",
            0,
            &[],
        );
        check_in(at, "show kiosk --with north", 0, &["register"]);
        check_in(at, "bank drift kiosk --structure-only", 0, &["north"]);
        let text = std::fs::read_to_string(at.join("processes/services/kiosk.yaml")).expect("it was written");
        assert_eq!(text.contains("# فرایندی برای آغاز"), language == "fa");
        assert!(!text.contains("{id}") && !text.contains("{#}"), "{text}");
    }
}

#[test]
fn nothing_is_written_over_or_written_wrongly() {
    let directory = bank(&[]);
    let at = directory.path();
    check_in(at, "new process sign", 2, &["CL078", "sign.yaml"]);
    check_in(at, "new process Not_An_Id", 2, &["Not_An_Id"]);
    assert!(!at.join("processes/services/Not_An_Id.yaml").exists());
    check_in(at, "new overlay less --of sign", 2, &["CL078", "less.yaml"]);
    check_in(at, "new overlay north --of nothing-here", 2, &["nothing-here"]);
    check_in(at, "new process ../outside", 2, &["outside"]);
    assert!(!at.join("processes/outside.yaml").exists());
    assert_eq!(run(at, "new reform").exit, Some(2));
}
