//! Tasks, calls, subprocesses and gateways.

use super::Import;
use super::process::Scope;
use crate::bpmn::index::{kebab, snake};
use crate::xml::ElementNumber;
use ravand_core::graph::{
    Assignment, Behaviour, ElementKind, Gateway, MultiInstance, Over, Repeat, SubProcess, TaskType, Trigger,
};
use ravand_core::{DataName, Kind, ProcessId, RoleDeclaration, RoleId, Spanned, Step, StepId};

impl Import<'_> {
    /// A task, a call or a gateway of that name; whether it is one.
    pub(super) fn activity(
        &mut self,
        number: ElementNumber,
        name: &str,
        parent: Option<&str>,
        scope: &mut Scope,
    ) -> bool {
        let id = self.index.name_of(number);
        let kind = match name {
            "exclusiveGateway" => ElementKind::Gateway(Gateway::Exclusive),
            "parallelGateway" => ElementKind::Gateway(Gateway::Parallel),
            "inclusiveGateway" => ElementKind::Gateway(Gateway::Inclusive),
            "complexGateway" => {
                ElementKind::Gateway(Gateway::Complex { activation: self.expression(number, "activationCondition") })
            }
            "eventBasedGateway" => ElementKind::Gateway(Gateway::EventBased {
                instantiate: self.is_true(number, "instantiate", false),
                parallel: self.attribute(number, "eventGatewayType") == Some("Parallel"),
            }),
            "callActivity" => match self.called(number) {
                Some(process) => ElementKind::Call(process),
                None => return true,
            },
            _ => match self.task(number, name, &id, scope) {
                Some(task) => task,
                None => return false,
            },
        };
        self.put(number, kind, parent, scope);
        true
    }

    fn called(&mut self, number: ElementNumber) -> Option<Spanned<ProcessId>> {
        let zeebe = self.extension(number, "calledElement", "processId");
        let Some((text, span)) = self.referring(number, "calledElement").or(zeebe) else {
            self.not_said(number, "calledElement");
            return None;
        };
        Some(Spanned::new(ProcessId::from(self.index.called(&text).as_str()), span))
    }

    /// An attribute of an extension element of that name.
    pub(super) fn extension(
        &self,
        number: ElementNumber,
        name: &str,
        attribute: &str,
    ) -> Option<(String, ravand_core::Span)> {
        let (extensions, _) = self.document.first(number, "extensionElements")?;
        let (_, element) = self.document.first(extensions, name)?;
        Some((element.attribute(attribute)?.to_owned(), element.place_of(attribute)))
    }

    /// A task with its step.
    pub(super) fn task(
        &mut self,
        number: ElementNumber,
        name: &str,
        id: &str,
        scope: &mut Scope,
    ) -> Option<ElementKind> {
        let task = match name {
            "task" => TaskType::Abstract,
            "userTask" => TaskType::User,
            "manualTask" => TaskType::Manual,
            "serviceTask" => self.service(number, id),
            "sendTask" => TaskType::Send(Spanned::new(self.message(number), self.span(number))),
            "receiveTask" => TaskType::Receive {
                message: Spanned::new(self.message(number), self.span(number)),
                instantiate: self.is_true(number, "instantiate", false),
            },
            "scriptTask" => self.script(number),
            "businessRuleTask" => TaskType::BusinessRule,
            _ => return None,
        };
        let mut step = Step::default();
        let title = self.title(number);
        if !title.is_blank() {
            step.attributes.title = Some(Spanned::new(title, self.span(number)));
        }
        step.attributes.kind = Some(Spanned::new(Kind::Work, self.span(number)));
        if let Some(role) = self.role(number, scope) {
            step.attributes.role = Some(Spanned::new(role, self.span(number)));
        }
        if name == "userTask" {
            self.vendors_task(number, &mut step);
        }
        scope.definition.steps.insert(StepId::from(id), step);
        scope.definition.step_spans.insert(StepId::from(id), self.span(number));
        Some(ElementKind::Task(task))
    }

    /// Who does it: the candidate groups that a vendor names, else its lane.
    fn role(&mut self, number: ElementNumber, scope: &mut Scope) -> Option<RoleId> {
        let element = self.document.element(number);
        let groups = element.vendor("candidateGroups").map(|groups| groups.value.clone());
        let groups = groups.or_else(|| Some(self.extension(number, "assignmentDefinition", "candidateGroups")?.0));
        let group = groups.as_deref().and_then(|groups| groups.split(',').next()).map(str::trim);
        match group.filter(|group| !group.is_empty() && !group.contains(['{', '='])) {
            Some(group) => {
                let role = RoleId::from(kebab(group).as_str());
                scope.definition.roles.entry(role.clone()).or_insert_with(|| RoleDeclaration {
                    title: ravand_core::Title::plain(group),
                    span: element.span,
                    ..RoleDeclaration::default()
                });
                Some(role)
            }
            None => scope.lanes.get(element.attribute("id")?).cloned(),
        }
    }

    fn service(&mut self, number: ElementNumber, id: &str) -> TaskType {
        let element = self.document.element(number);
        let vendor = ["topic", "delegateExpression", "class", "expression"]
            .iter()
            .find_map(|name| element.vendor(name).map(|attribute| attribute.value.clone()));
        let zeebe = self.extension(number, "taskDefinition", "type").map(|(text, _)| text);
        let retries = self.extension(number, "taskDefinition", "retries").and_then(|(text, _)| text.parse().ok());
        let backoff = self.extension(number, "taskDefinition", "backoff").map(|(text, span)| self.feel(&text, span));
        TaskType::Service { topic: vendor.or(zeebe).unwrap_or_else(|| id.to_owned()), retries, backoff }
    }

    fn script(&mut self, number: ElementNumber) -> TaskType {
        let zeebe = self.extension(number, "script", "expression");
        if let Some((text, span)) = zeebe {
            let result = self.extension(number, "script", "resultVariable").map(|(name, _)| self.variable(&name));
            return TaskType::Script { language: "feel".to_owned(), text: self.feel(&text, span), result };
        }
        let language = self.attribute(number, "scriptFormat").unwrap_or_default().to_owned();
        let result = self.document.element(number).vendor("resultVariable").map(|name| name.value.clone());
        let result = result.map(|name| self.variable(&name));
        let (text, span) = match self.document.first(number, "script") {
            Some((child, element)) => (self.document.text(child), element.span),
            None => (String::new(), self.span(number)),
        };
        let text =
            if ravand_core::graph::is_feel(&language) { self.feel(&text, span) } else { Spanned::new(text, span) };
        TaskType::Script { language, text, result }
    }

    pub(super) fn variable(&mut self, name: &str) -> DataName {
        let ours = self.names.entry(name.to_owned()).or_insert_with(|| snake(name));
        DataName::from(ours.as_str())
    }

    pub(super) fn subprocess(&mut self, number: ElementNumber, name: &str, parent: Option<&str>, scope: &mut Scope) {
        let sub = match name {
            "transaction" => SubProcess::Transaction,
            "adHocSubProcess" => SubProcess::AdHoc {
                sequential: self.attribute(number, "ordering") == Some("Sequential"),
                completion: self.expression(number, "completionCondition"),
                cancel_remaining: self.is_true(number, "cancelRemainingInstances", true),
            },
            _ if self.is_true(number, "triggeredByEvent", false) => SubProcess::Event,
            _ => SubProcess::Embedded,
        };
        self.put(number, ElementKind::SubProcess(sub), parent, scope);
        let id = self.index.name_of(number);
        self.inside(number, Some(&id), scope);
    }

    /// How often an activity is done.
    pub(super) fn repeat(&mut self, number: ElementNumber) -> Option<Repeat> {
        if let Some((own, _)) = self.document.first(number, "standardLoopCharacteristics") {
            let span = self.span(own);
            let maximum = self.attribute(own, "loopMaximum").map(|text| Spanned::new(text.to_owned(), span));
            return Some(Repeat::Loop {
                condition: self.expression(own, "loopCondition"),
                test_before: self.is_true(own, "testBefore", false),
                maximum,
            });
        }
        let (own, _) = self.document.first(number, "multiInstanceLoopCharacteristics")?;
        let over = self.over(own)?;
        let item = self.item(own);
        let multi = MultiInstance {
            sequential: self.is_true(own, "isSequential", false),
            over,
            item,
            collect: self.collect(own),
            completion: self.expression(own, "completionCondition"),
            behaviour: self.behaviour(own),
        };
        Some(Repeat::Multi(Box::new(multi)))
    }

    fn over(&mut self, own: ElementNumber) -> Option<Over> {
        if let Some(count) = self.expression(own, "loopCardinality") {
            return Some(Over::Count(count));
        }
        let span = self.span(own);
        let named = self.referring(own, "loopDataInputRef").map(|(text, _)| text);
        let camunda = self.document.element(own).vendor("collection").map(|a| a.value.clone());
        let zeebe = self.extension(own, "loopCharacteristics", "inputCollection").map(|(text, _)| text);
        match named.or(camunda).or(zeebe) {
            Some(list) => Some(Over::Collection(self.feel(&list, span))),
            None => {
                self.not_said(own, "loopCardinality, loopDataInputRef");
                None
            }
        }
    }

    fn item(&mut self, own: ElementNumber) -> Option<DataName> {
        let standard = self
            .document
            .first(own, "inputDataItem")
            .and_then(|(_, item)| item.attribute("name").or(item.attribute("id")).map(str::to_owned));
        let camunda = self.document.element(own).vendor("elementVariable").map(|a| a.value.clone());
        let zeebe = self.extension(own, "loopCharacteristics", "inputElement").map(|(text, _)| text);
        let name = standard.or(camunda).or(zeebe)?;
        Some(self.variable(&name))
    }

    fn collect(&mut self, own: ElementNumber) -> Option<Assignment> {
        let (to, span) = self.extension(own, "loopCharacteristics", "outputCollection")?;
        let (value, at) = self.extension(own, "loopCharacteristics", "outputElement")?;
        Some(Assignment { to: Spanned::new(self.variable(&to), span), value: self.feel(&value, at) })
    }

    fn behaviour(&mut self, own: ElementNumber) -> Behaviour {
        let event = |import: &mut Self, name: &str| -> Option<Trigger> {
            let definition = import.reference(own, name)?;
            import.trigger(definition).map(|trigger| trigger.value)
        };
        match self.attribute(own, "behavior") {
            Some("One") => Behaviour::One(event(self, "oneBehaviorEventRef")),
            Some("None") => Behaviour::None(event(self, "noneBehaviorEventRef")),
            Some("Complex") => {
                let cases: Vec<_> =
                    self.document.named(own, "complexBehaviorDefinition").map(|(number, _)| number).collect();
                Behaviour::Complex(cases.into_iter().filter_map(|case| self.complex(case)).collect())
            }
            _ => Behaviour::All,
        }
    }

    fn complex(&mut self, case: ElementNumber) -> Option<(Spanned<String>, Trigger)> {
        // bpmn.io's editor writes the names of the types in place of those of the elements.
        let when = self.expression(case, "condition").or_else(|| self.expression(case, "formalExpression"))?;
        let document = self.document;
        let (event, _) = document.first(case, "event").or_else(|| document.first(case, "implicitThrowEvent"))?;
        let trigger = self.triggers(event).into_iter().next()?;
        Some((when, trigger.value))
    }
}
