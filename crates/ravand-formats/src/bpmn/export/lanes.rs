//! Lanes by role, in one pool.

use super::{Export, bpmn};
use crate::bpmn::RAVAND;
use crate::diagram::Diagram;
use crate::xml::ElementNumber;

/// What the pool and its lanes are called in the file.
pub(super) struct Lanes {
    /// What the diagram shows: the process, or the collaboration of its pool.
    pub(super) plane: String,
    pub(super) participant: String,
    pub(super) ids: Vec<String>,
}

impl Export<'_> {
    pub(super) fn lanes(&mut self, process: ElementNumber, diagram: &Diagram) -> Lanes {
        let plane = self.id(self.definition.id.as_str());
        if diagram.lanes.is_empty() {
            return Lanes { plane, participant: String::new(), ids: Vec::new() };
        }
        let set = self.free("lanes");
        let set = self.document.append(process, bpmn("laneSet").with("id", set));
        let mut ids = Vec::new();
        for lane in &diagram.lanes {
            let role = lane.role.as_ref().map_or("", |role| role.as_str());
            let id = self.free(if role.is_empty() { "lane" } else { role });
            let declared = lane.role.as_ref().and_then(|role| self.definition.roles.get(role));
            let title = declared.map(|role| role.title.get(self.language)).filter(|title| !title.is_empty());
            let written = bpmn("lane")
                .with("id", id.as_str())
                .with("name", title.unwrap_or(if role.is_empty() { "–" } else { role }));
            let number = self.document.append(set, written.with_vendor(RAVAND, "ravand", "role", role));
            for member in &lane.elements {
                let reference = self.id(member.as_str());
                self.document.append(number, bpmn("flowNodeRef").with_text(reference));
            }
            ids.push(id);
        }
        let (collaboration, participant) = (self.free("collaboration"), self.free("participant"));
        let root = self.document.root();
        let number = self.document.append(root, bpmn("collaboration").with("id", collaboration.as_str()));
        let pool = bpmn("participant").with("id", participant.as_str()).with("processRef", plane);
        let pool = self.called(pool, &self.definition.title, self.definition.id.as_str());
        self.document.append(number, pool);
        Lanes { plane: collaboration, participant, ids }
    }
}
