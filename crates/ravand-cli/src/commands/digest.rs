//! `ravand digest`: what an overlay says it was written for.

use crate::args::{Common, DigestArgs, Format};
use crate::output::println;
use crate::place::Place;
use crate::{Failure, Verdict};
use ravand_core::Digest;
use serde_json::json;

pub(crate) fn run(common: &Common, args: &DigestArgs) -> Result<Verdict, Failure> {
    let mut place = Place::open(common)?;
    let definition = place.definition(&args.process, args.with.as_deref())?;
    let digest = Digest::of(&definition);
    match common.format {
        Format::Text => println!("{digest}"),
        Format::Json => println!("{:#}", json!({ "process": definition.id.as_str(), "digest": digest.as_str() })),
    }
    Ok(Verdict::Fine)
}
