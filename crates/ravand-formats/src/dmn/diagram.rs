//! A simple diagram of a decision requirement graph: what is required stands below what
//! requires it, a row for each distance from the top, edges straight.

use super::write::Xml;
use indexmap::IndexMap;
use ravand_core::decision::{DecisionModel, required_first};
use std::collections::BTreeMap;

const WIDTH: usize = 160;
const HEIGHT: usize = 60;
const GAP: usize = 40;

/// Left and upper edge of an element.
type Place = (usize, usize);

/// Writes the diagram of a model whose elements have these ids.
pub(super) fn write(model: &DecisionModel, ids: &IndexMap<String, String>, xml: &mut Xml) {
    let places = places(model, ids);
    xml.open("dmndi:DMNDI", &[]);
    xml.open("dmndi:DMNDiagram", &[("id", "diagram_of_all")]);
    for (name, (x, y)) in &places {
        let Some(id) = ids.get(*name) else { continue };
        xml.open("dmndi:DMNShape", &[("id", &format!("shape_{id}")), ("dmnElementRef", id)]);
        let (x, y) = (x.to_string(), y.to_string());
        let (width, height) = (WIDTH.to_string(), HEIGHT.to_string());
        xml.empty("dc:Bounds", &[("x", &x), ("y", &y), ("width", &width), ("height", &height)]);
        xml.close("dmndi:DMNShape");
    }
    xml.close("dmndi:DMNDiagram");
    xml.close("dmndi:DMNDI");
}

/// Row by row, each row in the order of the model.
fn places<'m>(model: &'m DecisionModel, ids: &'m IndexMap<String, String>) -> IndexMap<&'m str, Place> {
    let mut rows: BTreeMap<&str, usize> = BTreeMap::new();
    let order = model.decisions.keys().flat_map(|id| match rows_known(model) {
        true => required_first(&model.decisions, id.as_str()),
        false => vec![id],
    });
    for id in order {
        let below = model.decisions.get(id).into_iter().flat_map(|decision| &decision.requires);
        let row = below.filter_map(|required| rows.get(required.as_str())).map(|row| row + 1).max();
        let row = row.unwrap_or(1).max(1);
        rows.insert(id.as_str(), row);
    }
    let top = rows.values().copied().max().unwrap_or(0);
    let mut filled: BTreeMap<usize, usize> = BTreeMap::new();
    let mut places = IndexMap::new();
    for name in ids.keys() {
        let row = rows.get(name.as_str()).copied().unwrap_or(0);
        let at = filled.entry(row).or_default();
        places.insert(name.as_str(), (GAP + *at * (WIDTH + GAP), GAP + (top - row) * (HEIGHT + 2 * GAP)));
        *at += 1;
    }
    places
}

/// Whether a model is small enough that the rows of all decisions are looked for.
fn rows_known(model: &DecisionModel) -> bool {
    const DRAWN_MAX: usize = 500;
    model.decisions.len() <= DRAWN_MAX
}
