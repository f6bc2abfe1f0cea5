//! One step of a process: what is done, by whom, with which power, how long it takes.
//!
//! Every attribute is a [`Spanned`] value, so that after any number of overlays it still
//! says which file and line gave it: that is the provenance of a merged definition.

use crate::id::{DataName, DecisionId, DocumentId, EndId, LawId, OutcomeName, ProcessId, RoleId, StepId};
use crate::overlay::Applied;
use crate::span::Spanned;
use crate::term::Term;
use crate::time::VariableLength;
use crate::title::Title;
use indexmap::IndexMap;

/// A step as it is written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Step {
    /// Its attributes that hold one value.
    pub attributes: Attributes,
    /// Documents without which it cannot start.
    pub needs: Vec<Spanned<DocumentId>>,
    /// Documents that it uses if they are there.
    pub may_use: Vec<Spanned<DocumentId>>,
    /// Documents that it makes.
    pub produces: Vec<Spanned<DocumentId>>,
    /// Data that it fills in.
    pub asks: Vec<Spanned<DataName>>,
    /// Documents that record why it decided as it did.
    pub evidence: Vec<Spanned<DocumentId>>,
    /// Steps that must be done before, beside those that make its documents.
    pub after: Vec<Spanned<StepId>>,
    /// Steps whose person may not do this one.
    pub not_same_person_as: Vec<Spanned<StepId>>,
    /// Steps whose person is to do this one too.
    pub same_person_as: Vec<Spanned<StepId>>,
    /// Where each outcome leads.
    pub outcomes: IndexMap<OutcomeName, Spanned<Target>>,
    /// How often each outcome happens, from 0 to 1, where no data decides.
    pub chances: IndexMap<OutcomeName, Spanned<f64>>,
    /// Errors that this check is for, and how often it finds them, from 0 to 1.
    pub catches: IndexMap<String, Spanned<f64>>,
    /// Operations of overlays that touched this step, oldest first.
    pub history: Vec<Applied>,
}

/// Declares [`Attributes`] with a merge that lets a later value win.
macro_rules! attributes {
    ($($(#[$doc:meta])* $name:ident: $type:ty,)*) => {
        /// The attributes of a step that hold one value; `None` is "not said".
        #[derive(Debug, Clone, PartialEq, Default)]
        pub struct Attributes {
            $($(#[$doc])* pub $name: Option<Spanned<$type>>,)*
        }

        impl Attributes {
            /// Takes over every attribute that `change` says.
            pub fn overwrite_with(&mut self, change: &Attributes) {
                $(if change.$name.is_some() { self.$name.clone_from(&change.$name); })*
            }

            /// The names of the attributes that are said.
            pub fn said(&self) -> Vec<&'static str> {
                let mut names = Vec::new();
                $(if self.$name.is_some() { names.push(stringify!($name)); })*
                names
            }

            /// Takes one attribute back; whether it was said.
            pub fn unset(&mut self, name: AttributeName) -> bool {
                match name.0 {
                    $(stringify!($name) => self.$name.take().is_some(),)*
                    _ => false,
                }
            }

            /// Takes one attribute over from another step, be it unsaid there.
            pub fn take_over(&mut self, from: &Attributes, name: AttributeName) {
                match name.0 {
                    $(stringify!($name) => self.$name.clone_from(&from.$name),)*
                    _ => {}
                }
            }

            /// The place where an attribute was written, if it is said.
            pub fn place_of(&self, name: AttributeName) -> Option<crate::span::Span> {
                match name.0 {
                    $(stringify!($name) => self.$name.as_ref().map(|value| value.span),)*
                    _ => None,
                }
            }
        }

        impl AttributeName {
            /// Every name, in the order of the language's page.
            pub const ALL: &'static [AttributeName] = &[$(AttributeName(stringify!($name)),)*];
        }
    };
}

/// The name of an attribute that holds one value, as files write it: `due`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttributeName(&'static str);

impl AttributeName {
    /// The attribute of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|known| known.0 == name)
    }

    /// As it is written.
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

attributes! {
    /// Its name for people.
    title: Title,
    /// What sort of work it is.
    kind: Kind,
    /// Who does it.
    role: RoleId,
    /// How much power the doer has over the result.
    discretion: Discretion,
    /// The law that it rests on.
    legal_basis: LegalBasis,
    /// How long somebody is busy with it.
    work: VariableLength,
    /// How long it waits while nobody is busy: the applicant, another body, a term.
    wait: VariableLength,
    /// All of its time, where only that is known.
    elapsed: VariableLength,
    /// How the citizen meets it.
    contact: Contact,
    /// How its doer is chosen.
    assign: Assign,
    /// By which criteria it decides.
    criteria: Criteria,
    /// By when it must be done.
    due: Term,
    /// What happens when it is not.
    on_breach: OnBreach,
    /// The statute by which silence is consent.
    silence_basis: String,
    /// What harm it guards against.
    safeguard: String,
    /// Whether its result cannot be undone.
    irreversible: bool,
    /// The table by which it decides.
    decision: DecisionId,
    /// Whether a refusal must give reasons.
    reason_required: bool,
    /// The body that hears objections.
    objection: RoleId,
    /// Who signs as well.
    second_signatory: SecondSignatory,
    /// In which order its queue is served.
    queue: Queue,
    /// The condition under which it is done; passed over otherwise.
    when: String,
    /// The body that a query asks.
    to: RoleId,
    /// Who votes on it; its outcome is the result.
    vote: Vote,
}

/// What sort of work a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Takes something in.
    Receive,
    /// Compares with rules.
    Check,
    /// Looks at the place.
    Inspect,
    /// Works out a figure.
    Calculate,
    /// A person weighs.
    Judge,
    /// A table decides.
    Decide,
    /// A person signs.
    Approve,
    /// Somebody pays.
    Pay,
    /// Somebody is told.
    Notify,
    /// Something is filed.
    Archive,
    /// Another body is asked.
    Query,
    /// Any other work.
    Work,
}

impl Kind {
    /// The word that stands for it in a file: `receive`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Receive => "receive",
            Self::Check => "check",
            Self::Inspect => "inspect",
            Self::Calculate => "calculate",
            Self::Judge => "judge",
            Self::Decide => "decide",
            Self::Approve => "approve",
            Self::Pay => "pay",
            Self::Notify => "notify",
            Self::Archive => "archive",
            Self::Query => "query",
            Self::Work => "work",
        }
    }
}

/// Power over the result, by the kinds of administrative law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Discretion {
    /// None: bound (تکلیفی).
    None,
    /// Bound by criteria (تکلیفی).
    Criteria,
    /// Assessment (تشخیصی).
    Judgement,
    /// Choice (تخییری).
    Free,
}

impl Discretion {
    /// Whether the doer's own view decides: judgement or free.
    pub const fn is_discretionary(self) -> bool {
        matches!(self, Discretion::Judgement | Discretion::Free)
    }
}

/// What the step rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LegalBasis {
    /// None was found, which is not to say that there is none.
    NotFound,
    /// One or more articles.
    Found(Vec<Citation>),
}

/// An article of a law: `municipalities-act/55(24)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The law in the registry.
    pub law: LawId,
    /// The article, if one is named.
    pub article: Option<String>,
}

/// How a citizen meets the step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Contact {
    /// Not at all.
    None,
    /// Through a screen.
    Online,
    /// At a counter.
    Office,
    /// Before the person who does it.
    FaceToFace,
}

/// How the doer of a step is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Assign {
    /// By lot.
    Random,
    /// Who has least to do.
    LeastLoaded,
    /// In turn.
    RoundRobin,
    /// Whoever takes it.
    Pull,
}

/// The criteria of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criteria {
    /// What holds them.
    pub see: String,
    /// Whether a citizen can read them.
    pub published: bool,
}

/// What happens when a step is late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OnBreach {
    /// Another holder of the role takes it.
    Reassign,
    /// A higher role takes it.
    Escalate(RoleId),
    /// Silence is consent; only with its statute.
    Consent,
    /// The applicant is taken to have withdrawn.
    Withdraw,
    /// The request is refused.
    Refuse,
    /// Somebody is told.
    Notify(RoleId),
}

/// A body that votes. Every outcome of the step but the last is a motion: it is carried by so
/// many ballots. The last outcome is what holds where no motion is carried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vote {
    /// The role of each seat; who has two seats of one role is named twice.
    pub members: Vec<Spanned<RoleId>>,
    /// How many ballots carry a motion.
    pub carried_by: Spanned<u32>,
    /// How many ballots make the vote valid; all if nothing is said.
    pub quorum: Option<Spanned<u32>>,
}

impl Vote {
    /// How many ballots make the vote valid.
    pub fn quorum(&self) -> usize {
        self.quorum.as_ref().map_or(self.members.len(), |quorum| quorum.value as usize)
    }
}

/// Who signs beside the holder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecondSignatory {
    /// Nobody.
    None,
    /// A holder of this role.
    Role(RoleId),
}

/// In which order a queue is served.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Queue {
    /// First come, first served.
    Fifo,
    /// The holder picks.
    HolderPicks,
}

/// Where an outcome leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// On to what follows.
    On,
    /// Back to a step: a loop; under order by documents, a redo of the path from there.
    BackTo(StepId),
    /// Forward to a step.
    SkipTo(StepId),
    /// Into another process, then on.
    Call(ProcessId),
    /// To an end of the case.
    End(EndId),
}

impl Step {
    /// Its title in `language`, or its id.
    pub fn title<'a>(&'a self, language: ravand_feel::Language, id: &'a StepId) -> &'a str {
        self.attributes.title.as_ref().map_or(id.as_str(), |t| t.value.or_id(language, id.as_str()))
    }

    /// Its discretion; `None` of the enum's meaning if nothing is said.
    pub fn discretion(&self) -> Discretion {
        self.attributes.discretion.as_ref().map_or(Discretion::None, |d| d.value)
    }

    /// Its kind; plain work if nothing is said.
    pub fn kind(&self) -> Kind {
        self.attributes.kind.as_ref().map_or(Kind::Work, |k| k.value)
    }

    /// Its lists of other steps, each with its key.
    pub fn lists_of_steps(&self) -> [(&'static str, &Vec<Spanned<StepId>>); 3] {
        [
            ("after", &self.after),
            ("not_same_person_as", &self.not_same_person_as),
            ("same_person_as", &self.same_person_as),
        ]
    }

    /// The role that does it, if one is said.
    pub fn role(&self) -> Option<&RoleId> {
        self.attributes.role.as_ref().map(|r| &r.value)
    }

    /// How the citizen meets it.
    pub fn contact(&self) -> Contact {
        self.attributes.contact.as_ref().map_or(Contact::None, |c| c.value)
    }

    /// Whether the law that it rests on was looked for and not found.
    pub fn basis_not_found(&self) -> bool {
        matches!(self.attributes.legal_basis.as_ref().map(|b| &b.value), Some(LegalBasis::NotFound))
    }
}
