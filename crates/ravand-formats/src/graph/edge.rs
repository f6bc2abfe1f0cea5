//! Sequence flows: `a -> b`, `a -> b when area_m2 > 12`, `a -> b otherwise`.

use crate::codes as ya;
use crate::ident::id;
use crate::reader::{Cx, Fields, Keys, Place};
use crate::value::{title, yes_no};
use indexmap::IndexMap;
use ravand_core::graph::SequenceFlow;
use ravand_core::{Args, ElementId, FlowId, Span, Spanned};

/// Keys of an edge that says more than its ends.
pub(crate) static EDGE: Keys = Keys { known: &["id", "title", "from", "to", "when", "otherwise"], later: &[] };

/// An edge, with its id if it was given one.
pub(crate) struct Edge {
    pub(super) id: Option<FlowId>,
    pub(super) flow: SequenceFlow,
}

/// A list of edges.
pub(crate) fn edges(place: &Place<'_>, cx: &mut Cx) -> Option<Vec<Edge>> {
    let mut edges: Vec<Edge> = Vec::new();
    for item in place.items(cx)? {
        let Some(edge) = edge(&item, cx) else { continue };
        if let Some(id) = &edge.id
            && edges.iter().any(|other| other.id.as_ref() == Some(id))
        {
            item.report(cx, &ya::EDGE_TWICE, Args::new().with("found", id));
            continue;
        }
        edges.push(edge);
    }
    Some(edges)
}

/// The id of an edge that was given none: its ends, and a number if there are several.
pub(crate) fn edge_id(flow: &SequenceFlow, before: &IndexMap<FlowId, SequenceFlow>) -> FlowId {
    let name = format!("{}-{}", flow.from, flow.to);
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    let free = std::iter::once(name.clone()).chain(numbered).map(|name| FlowId::from(name.as_str()));
    free.into_iter().find(|id| !before.contains_key(id)).unwrap_or_else(|| FlowId::from(name.as_str()))
}

fn edge(place: &Place<'_>, cx: &mut Cx) -> Option<Edge> {
    if place.mapping().is_none() {
        return in_a_line(place, cx);
    }
    let fields = Fields::open(place, &EDGE, cx)?;
    let from: Option<Spanned<ElementId>> = fields.require("from", cx, id);
    let to: Option<Spanned<ElementId>> = fields.require("to", cx, id);
    let flow_id = fields.read("id", cx, |p, cx| p.text(cx)).map(|text| FlowId::from(text.value));
    let flow = SequenceFlow {
        title: fields.read("title", cx, title).unwrap_or_default(),
        when: fields.read("when", cx, super::feel),
        default: fields.read("otherwise", cx, yes_no).is_some_and(|yes| yes.value),
        span: place.key,
        ..SequenceFlow::new(from?.value, to?.value)
    };
    Some(Edge { id: flow_id, flow })
}

fn in_a_line(place: &Place<'_>, cx: &mut Cx) -> Option<Edge> {
    let text = place.text(cx)?;
    let wrong = |cx: &mut Cx| {
        place.report(cx, &ya::NOT_AN_EDGE, Args::new().with("found", text.value));
        None
    };
    let Some((from, rest)) = text.split_once("->") else { return wrong(cx) };
    let rest = rest.trim();
    let (to, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    if from.trim().is_empty() || to.is_empty() {
        return wrong(cx);
    }
    let rest = rest.trim();
    let (when, default) = match rest.strip_prefix("when ") {
        Some(when) => (Some(Spanned::new(when.trim().to_owned(), span_of_end(&text, when.trim()))), false),
        None if rest == "otherwise" => (None, true),
        None if rest.is_empty() => (None, false),
        None => return wrong(cx),
    };
    let mut end =
        |text_: &str| crate::ident::id_of::<ElementId>(&Spanned::new(text_.trim(), text.span), &place.path, cx);
    let (from, to) = (end(from), end(to));
    let flow = SequenceFlow { when, default, span: text.span, ..SequenceFlow::new(from?.value, to?.value) };
    Some(Edge { id: None, flow })
}

/// Where the end of a text was written. A text in quotes may have escapes in it and has but the
/// place of the whole.
fn span_of_end(text: &Spanned<&str>, end: &str) -> Span {
    let Span { start, end: last, .. } = text.span;
    let plain = (last - start) as usize == text.value.len() && text.value.ends_with(end);
    if plain { Span { start: last - end.len() as u32, ..text.span } } else { text.span }
}
