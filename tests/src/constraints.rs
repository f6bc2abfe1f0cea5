//! The constraint files of betsy: each breaks the rule that its folder's number stands for,
//! and must be refused by a finding of that rule; the functional files beside them are accepted.

use crate::dmn::Outcome;
use ravand::bank::read_bpmn_at;
use ravand::formats::bpmn::constraints::rule_numbers;
use ravand::formats::xml::decode_xml;
use std::path::{Path, PathBuf};

/// Runs the constraint folders `EXTnnn`, and the functional files beside their folder.
///
/// # Errors
/// When the folder cannot be read.
pub fn run(folder: &Path) -> std::io::Result<Outcome> {
    let mut outcome = Outcome::default();
    let mut files = Vec::new();
    gather(folder, &mut files)?;
    files.sort();
    for file in files {
        let holder = file.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        let rule = holder.as_deref().and_then(|name| name.strip_prefix("EXT")).and_then(|number| number.parse().ok());
        match judge(&file, rule) {
            Ok(()) => outcome.passed += 1,
            Err(why) => outcome.failures.push(format!("{}: {why}", file.display())),
        }
    }
    Ok(outcome)
}

#[allow(clippy::disallowed_methods, reason = "the suite is files")]
fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "bpmn") {
            files.push(path);
        }
    }
    Ok(())
}

/// Broken files of the suite, and what mends the one thing in each.
const REPAIRS: &[(&str, &[(&str, &str)])] = &[
    ("EXT004/EXT004_1_Fail_wrong_mime_type", &[("INVALID", "text/plain")]),
    ("EXT010/EXT010_1_failure", &[("wrong_mime_type", "text/plain")]),
    ("EXT012/EXT012_7_failure_timerEvent_timeCycle", &[("<timeCycle>", "<timeCycle xsi:type=\"tFormalExpression\">")]),
    ("EXT012/EXT012_8_failure_timerEvent_timeDate", &[("<timeDate>", "<timeDate xsi:type=\"tFormalExpression\">")]),
    ("EXT014/EXT014_1_Fail_invalid_uri", &[("_invalid_uri%$!", "urn:feel"), ("some expression", "1 = 1")]),
    ("EXT018/EXT018_1_failure_exclusiveGateway", &[("gatewayDirection=\"Diverging\"", "")]),
    ("EXT018/EXT018_2_failure_parallelGateway", &[("gatewayDirection=\"Diverging\"", "")]),
    ("EXT024/EXT024_1_failure", &[("isImmediate=\"false\"", "")]),
    ("EXT026/EXT026_1_fail_activity", &[("sourceRef=\"_12\" targetRef=\"_9\"", "sourceRef=\"_9\" targetRef=\"_12\"")]),
    ("EXT030/EXT030_1_failure", &[("maximum=\"2\"", "maximum=\"3\"")]),
    ("EXT038/EXT038_1_failure", &[("\"-5\"", "\"1\"")]),
    ("EXT060/EXT060_1_Fail_invalid_uri", &[("_invalid_URI!$%", "##Store")]),
    ("EXT084/EXT084_1_Fail", &[("<inputSet>", "<inputSet><dataInputRefs>_3</dataInputRefs>")]),
    ("EXT086/EXT086_1_failure", &[("</dataInputRefs>", "</dataInputRefs><dataInputRefs>whileEx</dataInputRefs>")]),
    (
        "EXT096/EXT096_1_Fail",
        &[
            ("<incoming>_8</incoming>", ""),
            ("<incoming>_7</incoming>", "<incoming>_7</incoming><incoming>_8</incoming>"),
            ("sourceRef=\"_5\" targetRef=\"_2\"", "sourceRef=\"_5\" targetRef=\"_3\""),
        ],
    ),
    ("EXT110/EXT110_4_failure_noCancel_cancel", &[("cancelActivity=\"false\"", "")]),
    ("EXT110/EXT110_6_failure_noCancel_error", &[("cancelActivity=\"false\"", "")]),
    (
        "EXT120/EXT120_1_failure_cancel_subprocess",
        &[("<subProcess", "<transaction"), ("</subProcess", "</transaction")],
    ),
    ("EXT132/EXT132_1_fail_invalid_timeDate", &[("INVALID", "2026-03-21T08:00:00Z")]),
    ("EXT134/EXT134_1_fail_invalid_timeDuration", &[("INVALID", "P3D")]),
    ("EXT142/EXT142_1_failure", &[("instantiate=\"true\"", "")]),
    ("EXT144/EXT144_1_failure", &[("id=\"_9\" isForCompensation=\"false\"", "id=\"_9\" isForCompensation=\"true\"")]),
];

/// Mends some of the broken files, one thing in each: they are accepted then.
///
/// # Errors
/// When a file cannot be read.
#[allow(clippy::disallowed_methods, reason = "the suite is files")]
pub fn run_repaired(folder: &Path) -> std::io::Result<Outcome> {
    let mut outcome = Outcome::default();
    for (file, edits) in REPAIRS {
        let path = folder.join("constraints").join(format!("{file}.bpmn"));
        let bytes = std::fs::read(&path)?;
        let mut text = String::from_utf8_lossy(&bytes).into_owned();
        let mut held = true;
        for (from, to) in *edits {
            held &= text.contains(from);
            text = text.replace(from, to);
        }
        match judge_bytes(text.into_bytes(), &path, None) {
            Ok(()) if held => outcome.passed += 1,
            Ok(()) => outcome.failures.push(format!("{file}: holds nothing to mend")),
            Err(why) => outcome.failures.push(format!("{file}: {why}")),
        }
    }
    Ok(outcome)
}

#[allow(clippy::disallowed_methods, reason = "the suite is files")]
fn judge(path: &Path, rule: Option<u32>) -> Result<(), String> {
    judge_bytes(std::fs::read(path).map_err(|why| why.to_string())?, path, rule)
}

fn judge_bytes(bytes: Vec<u8>, path: &Path, rule: Option<u32>) -> Result<(), String> {
    let mut sources = ravand::core::Sources::new();
    let source = decode_xml(bytes, "file", &mut sources).map_err(|found| found.message(ravand::core::Language::En))?;
    let read = read_bpmn_at(path, &sources, source);
    let errors: Vec<_> = read.diagnostics.iter().filter(|one| one.is_error()).collect();
    let lines = || errors.iter().map(|one| one.one_line(&sources, ravand::core::Language::En)).collect::<Vec<_>>();
    match rule {
        Some(rule) if errors.iter().any(|one| rule_numbers(one).contains(&rule)) => Ok(()),
        Some(_) => Err(format!("no finding of the rule; found {:?}", lines())),
        None if errors.is_empty() => Ok(()),
        None => Err(format!("refused: {:?}", lines())),
    }
}
