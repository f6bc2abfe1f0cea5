//! `ravand diff`: the overlay that makes one process of another.
//!
//! Exit code 1 says, as with other programs of that name, that there is a difference.

use crate::args::DiffArgs;
use crate::output::println;
use crate::place::Place;
use crate::{Failure, Verdict};
use ravand_core::diff;
use ravand_formats::print_overlay;

pub(crate) fn run(place: &mut Place<'_>, args: &DiffArgs) -> Result<Verdict, Failure> {
    // A file may hold the same process as the bank, so each is taken before the next is read.
    let from = place.definition(&args.from, None)?;
    let to = place.definition(&args.to, args.with.as_deref())?;
    let overlay = diff(&from, &to).map_err(|found| place.failed(&found))?;
    println!("{}", print_overlay(&overlay).trim_end());
    Ok(if overlay.is_empty() { Verdict::Fine } else { Verdict::Findings })
}
