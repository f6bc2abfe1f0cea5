//! Identifiers that people write: kebab-case for what stands in a process, snake_case
//! for what can stand in an expression. Cheap to clone; compared by text.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id as it is written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// A process of the bank: `building-permit`.
    ProcessId;
    /// A step of a process: `intake-fee`.
    StepId;
    /// An event, an activity or a gateway of a graph: `intake`, `decided`.
    ElementId;
    /// A sequence flow of a graph: `intake-to-decided`.
    FlowId;
    /// A stage of a flow: `intake`.
    StageId;
    /// A role that somebody holds: `district-inspector`.
    RoleId;
    /// A document that a step needs or makes: `title-deed`.
    DocumentId;
    /// A way in which a case ends: `issued`.
    EndId;
    /// A decision table: `architecture-rules`.
    DecisionId;
    /// A working calendar: `tehran-offices`.
    CalendarId;
    /// An overlay: `permit-1401`.
    OverlayId;
    /// A scenario: `elapsed`.
    ScenarioId;
    /// A process with parameters: `licence`.
    ArchetypeId;
    /// A file of processes that archetypes make: `business-licences`.
    CatalogueId;
    /// A unit of the city: `district-affairs`.
    UnitId;
    /// A district of the city: `district-01`.
    DistrictId;
    /// A law of the registry: `municipalities-act`.
    LawId;
    /// A datum of a case, as expressions name it: `area_m2`.
    DataName;
    /// An outcome of a step: `too_large`.
    OutcomeName;
}
