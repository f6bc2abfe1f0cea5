//! CPU time: what a computation costs, whatever else the machine does meanwhile.
//!
//! Everything here is user and system time together, of all threads. Wall time is not
//! measured: on a shared machine it says more about the neighbours.

use crate::figure::BenchError;
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;
use nix::time::{ClockId, clock_gettime};

/// CPU nanoseconds that this process took for `work`, and what `work` gave.
pub(crate) fn of_this_process<T>(work: impl FnOnce() -> T) -> Result<(f64, T), BenchError> {
    let before = clock_gettime(ClockId::CLOCK_PROCESS_CPUTIME_ID)?;
    let result = work();
    let after = clock_gettime(ClockId::CLOCK_PROCESS_CPUTIME_ID)?;
    Ok(((after - before).num_nanoseconds() as f64, result))
}

/// CPU milliseconds that children took which `work` started and waited for, and what `work`
/// gave.
pub(crate) fn of_children<T>(work: impl FnOnce() -> T) -> Result<(f64, T), BenchError> {
    let spent = || -> Result<i64, BenchError> {
        let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
        Ok((usage.user_time() + usage.system_time()).num_microseconds())
    };
    let before = spent()?;
    let result = work();
    Ok(((spent()? - before) as f64 / 1e3, result))
}
