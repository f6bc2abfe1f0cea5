//! `ravand rebase`: an overlay as it is to be written for the process of today.

use crate::args::RebaseArgs;
use crate::output::println;
use crate::place::Place;
use crate::{Failure, Verdict};
use ravand_core::ProcessId;
use ravand_core::rebase::rebase;
use ravand_formats::print_overlay;

pub(crate) fn run(place: &mut Place<'_>, args: &RebaseArgs) -> Result<Verdict, Failure> {
    let of = args.of.as_deref().map(ProcessId::from);
    let id = place.overlay(&args.overlay, of.as_ref())?;
    // The bank may have merged it already: asked is what somebody wrote.
    let overlay = place.bank.as_written.get(&id).unwrap_or(&place.bank.overlays[&id]).clone();
    // The file takes the place of the bank's own process: what is of today is taken before.
    let new = place.definition(overlay.of.as_str(), None)?;
    let old = place.definition(&args.base, None)?;
    place.fits(&overlay, &old.id.value)?;
    let moved = rebase(&old, &new, &overlay).map_err(|found| place.failed(&found))?;
    println!("{}", print_overlay(&moved).trim_end());
    Ok(Verdict::Fine)
}
