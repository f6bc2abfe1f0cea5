//! Text to model and back: the YAML language of Ravand.
//!
//! Every reader gives what could be understood and every mistake of the file, each with
//! its place, its words in two languages and a way out; only a syntax error ends the
//! reading. Shape, spelling and lengths are checked here. What a name refers to, what type
//! an expression has and whether the flow leads anywhere is checked on the definition, by
//! `ravand-core`. Nothing here opens a file: that is the bank's.

mod action;
mod archetype;
pub mod bpmn;
mod calendar;
mod codes;
mod decision;
pub mod diagram;
pub mod dmn;
mod draw;
mod flow;
mod graph;
mod ident;
mod kind;
mod layout;
mod length;
mod logic;
mod money;
mod overlay;
mod print;
mod process;
mod reader;
mod registry;
mod scenario;
mod schema;
mod shape;
mod step;
mod term;
mod value;
pub mod xml;
mod yaml;

pub use archetype::{
    ARCHETYPE_DEPTH_MAX, Archetype, Catalogue, EXPANDED_MAX, Expanded, PARAMETERS_MAX, Parameter, ParameterType,
    ROWS_MAX, Row, check_archetypes, expand, read_archetype, read_catalogue,
};
pub use calendar::read_calendar;
pub use decision::read_decision;
pub use draw::{DRAWN_MAX, draw, draw_all};
pub use ident::ID_LENGTH_MAX;
pub use kind::{FileKind, decode, kind_of, too_large};
pub use layout::format;
pub use length::{AMOUNT_MAX, LENGTH_YEARS_MAX, QUANTITY_MAX};
pub use money::RIAL_MAX;
pub use overlay::{CHANGES_MAX, OverlayFile, read_overlay};
pub use print::{
    print_bank, print_calendar, print_decision, print_documents, print_laws, print_overlay, print_overlay_file,
    print_process, print_process_file, print_roles, print_scenario,
};
pub use process::{ProcessFile, read_process};
pub use reader::{DIAGNOSTICS_MAX, Read};
pub use registry::{
    AREAS_MAX, BankFile, DistrictDeclaration, HOLDERS_MAX, LawDeclaration, NAMES_MAX, UnitDeclaration, read_bank,
    read_documents, read_laws, read_roles,
};
pub use scenario::{CASES_MAX, REPLICATIONS_MAX, read_scenario};
pub use schema::schema;
pub use term::TERM_MONTHS_MAX;
pub use yaml::{DEPTH_MAX, FILE_BYTES_MAX, NODES_MAX, TEXT_BYTES_MAX};

use ravand_core::Code;

/// Every message of this crate, in the order of their ids.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    let of_xml = bpmn::CODES
        .iter()
        .chain(bpmn::constraints::CODES.into_iter().flatten())
        .chain(dmn::codes::ALL)
        .chain(xml::CODES);
    of_xml.chain(yaml::codes::ALL).chain(codes::ALL).chain(archetype::codes::ALL).copied()
}

#[cfg(test)]
mod tests;
