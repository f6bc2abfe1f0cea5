//! Figures for people and for programs.

use crate::figure::{Aim, BenchError, Better, Figure, Measured, Series, chain};
use serde_json::{Value, json};

type Results<'a> = [(&'a Figure, Result<Measured, BenchError>)];

/// A table: a line per figure, and beneath it a line per peer and what one must know.
pub(crate) fn table(results: &Results<'_>) -> String {
    let mut rows = vec![["figure", "value", "spread", "unit", "aim", "ratio"].map(str::to_owned)];
    let mut below: Vec<Vec<String>> = vec![Vec::new()];
    for (figure, result) in results {
        let Ok(measured) = result else { continue };
        rows.push(row(figure, measured));
        below.push(lines(measured));
    }
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..6).map(width).collect();
    let mut text = String::new();
    for (row, below) in rows.iter().zip(&below) {
        let cells = row.iter().zip(&widths).enumerate().map(|(column, (cell, width))| match column {
            1 | 2 => format!("{cell:>width$}"),
            _ => format!("{cell:<width$}"),
        });
        text.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        text.push('\n');
        below.iter().for_each(|line| text.push_str(&format!("    {line}\n")));
    }
    text
}

fn row(figure: &Figure, measured: &Measured) -> [String; 6] {
    let direction = match measured.better {
        Better::More => "≥",
        Better::Less => "≤",
    };
    let peer = measured.peers.first().map_or("peer", |peer| peer.name.as_str());
    let (aim, unit) = match measured.aim {
        Aim::Value(value) => (format!("{direction} {}", grouped(value)), "aim".to_owned()),
        Aim::TimesPeer(times) => (format!("{direction} {times} × {peer}"), "aim".to_owned()),
    };
    let ratio = match measured.against_aim() {
        Some((ratio, true)) => format!("{ratio:.2} × {unit}, reached"),
        Some((ratio, false)) => format!("{ratio:.2} × {unit}, MISSED"),
        None => "–".to_owned(),
    };
    let (low, high) = measured.value.spread();
    let spread = format!("{} .. {}", grouped(low), grouped(high));
    [figure.name.to_owned(), grouped(measured.value.median()), spread, measured.unit.to_owned(), aim, ratio]
}

fn lines(measured: &Measured) -> Vec<String> {
    let mut lines = Vec::new();
    for peer in &measured.peers {
        lines.push(match &peer.value {
            Ok(value) => {
                let ratio = measured.value.median() / value.median();
                let (low, high) = value.spread();
                let unit = measured.unit;
                let spread = format!("{} .. {}", grouped(low), grouped(high));
                format!("{}: {} {unit} ({spread}); Ravand is {ratio:.1} ×", peer.name, grouped(value.median()))
            }
            Err(why) => format!("{}: left out, {why}", peer.name),
        });
    }
    if !measured.note.is_empty() {
        lines.push(measured.note.clone());
    }
    lines
}

/// An array with an object per figure; one that could not be measured has an `error`.
pub(crate) fn json(results: &Results<'_>) -> String {
    let figures = results.iter().map(|(figure, result)| match result {
        Ok(measured) => object(figure, measured),
        Err(why) => json!({ "name": figure.name, "about": figure.about, "error": chain(why) }),
    });
    let mut text = format!("{:#}", Value::Array(figures.collect()));
    text.push('\n');
    text
}

fn object(figure: &Figure, measured: &Measured) -> Value {
    let aim = match measured.aim {
        Aim::Value(value) => json!({ "value": value }),
        Aim::TimesPeer(times) => json!({ "times_peer": times }),
    };
    let peers = measured.peers.iter().map(|peer| match &peer.value {
        Ok(value) => {
            let mut peer = json!({ "name": peer.name, "ratio": measured.value.median() / value.median() });
            add(&mut peer, value);
            peer
        }
        Err(why) => json!({ "name": peer.name, "skipped": why }),
    });
    let mut object = json!({
        "name": figure.name,
        "about": figure.about,
        "unit": measured.unit,
        "better": match measured.better { Better::More => "more", Better::Less => "less" },
        "aim": aim,
        "ratio_to_aim": measured.against_aim().map(|(ratio, _)| ratio),
        "reached": measured.against_aim().map(|(_, met)| met),
        "peers": peers.collect::<Vec<_>>(),
        "note": measured.note,
    });
    add(&mut object, &measured.value);
    object
}

fn add(object: &mut Value, series: &Series) {
    let (low, high) = series.spread();
    if let Value::Object(fields) = object {
        fields.insert("value".into(), json!(series.median()));
        fields.insert("low".into(), json!(low));
        fields.insert("high".into(), json!(high));
        fields.insert("runs".into(), json!(series.runs()));
    }
}

/// Three figures at least, thousands apart: `1 234 567`, `48.2`.
fn grouped(value: f64) -> String {
    if value.abs() < 100.0 {
        return format!("{value:.1}");
    }
    let digits = format!("{value:.0}");
    let mut text = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position) % 3 == 0 {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{grouped, json, table};
    use crate::figure::{Aim, Better, Figure, Measured, Peer, Series};

    static FIGURE: Figure = Figure { name: "sim.x", about: "x", measure: || unreachable!("not asked") };

    fn measured() -> Measured {
        let series = |value| Series::of(1, || Ok(value)).unwrap();
        Measured {
            value: series(1_234_567.0),
            unit: "tasks/s",
            better: Better::More,
            aim: Aim::TimesPeer(15.0),
            peers: vec![
                Peer { name: "A".into(), value: Ok(series(65_800.0)) },
                Peer { name: "B".into(), value: Err("not installed".into()) },
            ],
            note: String::new(),
        }
    }

    #[test]
    fn numbers_are_read_at_a_glance() {
        assert_eq!(grouped(1_234_567.4), "1 234 567");
        assert_eq!(grouped(100.0), "100");
        assert_eq!(grouped(48.23), "48.2");
    }

    #[test]
    fn a_table_names_the_peer_that_was_left_out() {
        let text = table(&[(&FIGURE, Ok(measured()))]);
        assert!(text.contains("≥ 15 × A") && text.contains("1.25 × aim, reached"), "{text}");
        assert!(text.contains("B: left out, not installed"), "{text}");
    }

    #[test]
    fn json_is_an_array_of_figures() {
        let read: serde_json::Value = serde_json::from_str(&json(&[(&FIGURE, Ok(measured()))])).unwrap();
        assert_eq!(read[0]["name"], "sim.x");
        assert_eq!(read[0]["peers"][1]["skipped"], "not installed");
        assert_eq!(read[0]["reached"], true);
    }
}
