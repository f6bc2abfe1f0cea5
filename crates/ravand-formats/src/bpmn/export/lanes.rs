//! Lanes by role.

use super::{Export, bpmn};
use crate::xml::ElementNumber;
use indexmap::IndexMap;
use ravand_core::{RoleId, Title};

impl Export<'_> {
    /// The lanes of a process: each role with what it does.
    pub(super) fn lanes(&mut self, process: ElementNumber) {
        let mut lanes: IndexMap<&RoleId, Vec<&str>> = IndexMap::new();
        for (id, _) in self.graph.tasks().filter(|(_, element)| element.parent.is_none()) {
            if let Some(role) = self.definition.steps.get(id.as_str()).and_then(|step| step.role()) {
                lanes.entry(role).or_default().push(id.as_str());
            }
        }
        if lanes.is_empty() {
            return;
        }
        let set = self.free("lanes");
        let set = self.document.append(process, bpmn("laneSet").with("id", set));
        for (role, members) in lanes {
            let id = self.free(&format!("lane-{role}"));
            let blank = Title::default();
            let title = self.definition.roles.get(role).map_or(&blank, |role| &role.title);
            let lane = self.titled(bpmn("lane").with("id", id), title);
            let lane = if lane.attribute("name").is_some() { lane } else { lane.with("name", role.as_str()) };
            let lane =
                self.document.append(set, lane.with_vendor(crate::bpmn::RAVAND, "ravand", "role", role.as_str()));
            for member in members {
                let reference = self.id(member);
                self.document.append(lane, bpmn("flowNodeRef").with_text(reference));
            }
        }
    }
}
