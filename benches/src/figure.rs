//! What a figure is: a name, a value with its spread, and what it is held against.

use std::error::Error;

/// Something that can be measured.
#[derive(Debug)]
pub(crate) struct Figure {
    /// Its name: the part of Ravand, a dot, what it does.
    pub(crate) name: &'static str,
    /// What is measured, in a line.
    pub(crate) about: &'static str,
    /// Measures it.
    pub(crate) measure: fn() -> Result<Measured, BenchError>,
}

/// A figure that was measured.
#[derive(Debug)]
pub(crate) struct Measured {
    /// The value of each run.
    pub(crate) value: Series,
    /// Its unit.
    pub(crate) unit: &'static str,
    /// Which way is good.
    pub(crate) better: Better,
    /// What it should reach.
    pub(crate) aim: Aim,
    /// Others that do the same, measured in the same run.
    pub(crate) peers: Vec<Peer>,
    /// What one must know to read it.
    pub(crate) note: String,
}

/// Which way is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Better {
    /// The more the better.
    More,
    /// The less the better.
    Less,
}

/// What a figure should reach.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Aim {
    /// This value.
    Value(f64),
    /// This many times the first peer.
    TimesPeer(f64),
}

/// Somebody else who does the same.
#[derive(Debug)]
pub(crate) struct Peer {
    /// Its name and version.
    pub(crate) name: String,
    /// What it reached, or why it was left out.
    pub(crate) value: Result<Series, String>,
}

/// The values of several runs; at least one.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Series(Vec<f64>);

/// Why a figure could not be measured.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum BenchError {
    /// The system would not tell the time.
    #[error("the CPU clock cannot be read")]
    Clock(#[from] nix::errno::Errno),
    /// The bank does not open.
    #[error("the bank does not open")]
    Bank(#[from] ravand::bank::BankError),
    /// Something is missing or not in order.
    #[error("{what}: {why}")]
    Broken {
        /// What.
        what: String,
        /// In which way.
        why: String,
    },
    /// A simulation failed.
    #[error("the simulation failed")]
    Simulation(#[from] ravand::sim::SimError),
    /// A program could not be run.
    #[error("{program} cannot be run")]
    Program {
        /// Which.
        program: String,
        /// What the system says.
        #[source]
        source: std::io::Error,
    },
}

impl BenchError {
    /// Something is missing or not in order.
    pub(crate) fn broken(what: impl Into<String>, why: impl ToString) -> Self {
        Self::Broken { what: what.into(), why: why.to_string() }
    }
}

impl Measured {
    /// The value over the aim, and whether it was reached; `None` if the aim is a peer that
    /// was left out.
    pub(crate) fn against_aim(&self) -> Option<(f64, bool)> {
        let aim = match self.aim {
            Aim::Value(value) => value,
            Aim::TimesPeer(times) => times * self.peers.first()?.value.as_ref().ok()?.median(),
        };
        let ratio = self.value.median() / aim;
        let met = match self.better {
            Better::More => ratio >= 1.0,
            Better::Less => ratio <= 1.0,
        };
        Some((ratio, met))
    }
}

impl Series {
    /// Runs `once` several times and keeps what it gives; one run before is thrown away, in
    /// which memory and caches warm up.
    pub(crate) fn of(runs: usize, mut once: impl FnMut() -> Result<f64, BenchError>) -> Result<Self, BenchError> {
        once()?;
        let mut values = (0..runs.max(1)).map(|_| once()).collect::<Result<Vec<_>, _>>()?;
        values.sort_by(f64::total_cmp);
        Ok(Self(values))
    }

    /// The middle one; the mean of the two middle ones where there are two.
    pub(crate) fn median(&self) -> f64 {
        let middle = (self.0.len() - 1) as f64 / 2.0;
        (self.0[middle.floor() as usize] + self.0[middle.ceil() as usize]) / 2.0
    }

    /// The smallest and the largest.
    pub(crate) fn spread(&self) -> (f64, f64) {
        (self.0[0], self.0[self.0.len() - 1])
    }

    /// How many there are.
    pub(crate) fn runs(&self) -> usize {
        self.0.len()
    }
}

/// An error with all that led to it.
pub(crate) fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(&format!(": {cause}"));
        source = cause.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Aim, Better, Measured, Peer, Series};

    fn series(values: &[f64]) -> Series {
        let mut left = [0.0].iter().chain(values);
        Series::of(values.len(), || Ok(*left.next().unwrap())).unwrap()
    }

    fn against(value: f64, better: Better, aim: Aim, peer: Result<f64, &str>) -> Option<(f64, bool)> {
        let peer = Peer { name: "peer".into(), value: peer.map(|v| series(&[v])).map_err(Into::into) };
        Measured { value: series(&[value]), unit: "", better, aim, peers: vec![peer], note: String::new() }
            .against_aim()
    }

    #[test]
    fn the_median_and_the_spread_of_runs() {
        assert_eq!(series(&[3.0, 1.0, 2.0]).median(), 2.0);
        assert_eq!(series(&[4.0, 1.0, 2.0, 3.0]).median(), 2.5);
        assert_eq!(series(&[3.0, 1.0, 2.0]).spread(), (1.0, 3.0));
    }

    #[test]
    fn an_aim_is_met_from_the_right_side() {
        assert_eq!(against(50.0, Better::More, Aim::Value(100.0), Ok(1.0)), Some((0.5, false)));
        assert_eq!(against(50.0, Better::Less, Aim::Value(100.0), Ok(1.0)), Some((0.5, true)));
        assert_eq!(against(30.0, Better::More, Aim::TimesPeer(15.0), Ok(2.0)), Some((1.0, true)));
        assert_eq!(against(30.0, Better::More, Aim::TimesPeer(15.0), Err("not there")), None);
    }
}
