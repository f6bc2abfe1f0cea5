//! `ravand schema`: the language for editors, as JSON Schema.

use crate::args::SchemaArgs;
use crate::output::println;
use crate::{Failure, Verdict};

pub(crate) fn run(args: &SchemaArgs) -> Result<Verdict, Failure> {
    // Every kind that can be named has a schema; a test prints them all.
    if let Some(schema) = ravand_formats::schema(args.kind.kind()) {
        println!("{schema:#}");
    }
    Ok(Verdict::Fine)
}
