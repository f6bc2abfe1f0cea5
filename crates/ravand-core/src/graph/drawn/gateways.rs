//! A gateway where ways meet, so that nothing has two ways into it but a gateway.

use super::{Drawing, Loose, Way};
use crate::graph::{Element, ElementKind, Gateway};
use crate::id::{ElementId, FlowId};
use crate::span::Span;
use crate::title::Title;
use std::collections::BTreeMap;

impl Drawing<'_> {
    /// One way out of several.
    pub(super) fn merged(&mut self, open: Vec<Loose>, span: Span) -> Vec<Loose> {
        if open.len() < 2 {
            return open;
        }
        let merge = self.gateway("merge", Gateway::Exclusive, Title::default(), span);
        self.lead(open, &merge);
        vec![Loose { from: merge, way: Way::default() }]
    }

    /// Whatever several ways lead to gets a gateway before it, unless it is itself one that
    /// merges or joins and has one way out.
    pub(super) fn gateways_at_merges(&mut self) {
        let mut into: BTreeMap<ElementId, Vec<FlowId>> = BTreeMap::new();
        for (id, flow) in &self.graph.flows {
            into.entry(flow.to.clone()).or_default().push(id.clone());
        }
        for (to, flows) in into {
            if flows.len() < 2 || self.merges(&to) {
                continue;
            }
            let span = self.graph.elements.get(&to).map(|element| element.span).unwrap_or_default();
            let merge = ElementId::from(self.free(&format!("{to}-merge")).as_str());
            let kind = ElementKind::Gateway(Gateway::Exclusive);
            self.graph.elements.insert(merge.clone(), Element { span, ..Element::new(kind) });
            for id in flows {
                if let Some(flow) = self.graph.flows.get_mut(&id) {
                    flow.to = merge.clone();
                }
            }
            self.lead(vec![Loose { from: merge, way: Way::default() }], &to);
        }
    }

    fn merges(&self, id: &ElementId) -> bool {
        let Some(element) = self.graph.elements.get(id) else { return false };
        let out = self.graph.flows.values().filter(|flow| flow.from == *id).take(2).count();
        matches!(element.kind, ElementKind::Gateway(_)) && out < 2
    }
}
