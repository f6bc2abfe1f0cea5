//! The channel between two columns: which turn lies on which track.

/// A turn in a channel: an edge comes in at one height and goes out at another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Turn {
    /// The edge.
    pub(super) edge: usize,
    /// Which of its turns.
    pub(super) number: usize,
    /// Where it comes in, and whether from the left.
    pub(super) from: (i32, Side),
    /// Where it goes out, and whether to the left.
    pub(super) to: (i32, Side),
}

/// A side of a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

impl Turn {
    /// Whether it needs no track: it goes straight through.
    fn is_straight(&self) -> bool {
        self.from.0 == self.to.0 && self.from.1 != self.to.1
    }

    fn span(&self) -> (i32, i32) {
        (self.from.0.min(self.to.0), self.from.0.max(self.to.0))
    }

    fn reaches(&self, side: Side) -> impl Iterator<Item = i32> {
        [self.from, self.to].into_iter().filter(move |end| end.1 == side).map(|end| end.0)
    }

    /// Whether its track must lie left of the other's, so that they do not lie on each other.
    fn before(&self, other: &Turn) -> bool {
        self.reaches(Side::Left).any(|height| other.reaches(Side::Right).any(|other| other == height))
    }
}

/// The track of each turn, from the left, and how many there are. `None` needs none.
pub(super) fn tracks(turns: &[Turn]) -> (Vec<Option<usize>>, usize) {
    let mut tracks: Vec<Option<usize>> = vec![None; turns.len()];
    let mut used: Vec<Vec<(i32, i32)>> = Vec::new();
    for at in in_order(turns) {
        let turn = &turns[at];
        let placed = tracks.iter().enumerate().filter_map(|(other, track)| Some((turns[other], (*track)?)));
        let least = placed.filter(|(other, _)| other.before(turn)).map(|(_, track)| track + 1).max().unwrap_or(0);
        let (top, bottom) = turn.span();
        let clear = |track: &Vec<(i32, i32)>| track.iter().all(|&(from, to)| bottom < from || to < top);
        let track = (least..used.len()).find(|track| clear(&used[*track])).unwrap_or(used.len().max(least));
        while used.len() <= track {
            used.push(Vec::new());
        }
        used[track].push((top, bottom));
        tracks[at] = Some(track);
    }
    (tracks, used.len())
}

/// Turns that need a track, those that must lie left of others before them; where that goes
/// round in a ring, the first one written begins.
fn in_order(turns: &[Turn]) -> Vec<usize> {
    let mut left: Vec<usize> = (0..turns.len()).filter(|at| !turns[*at].is_straight()).collect();
    let mut waits: Vec<usize> = vec![0; turns.len()];
    for &one in &left {
        waits[one] = left.iter().filter(|other| **other != one && turns[**other].before(&turns[one])).count();
    }
    let mut order = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let next = left.iter().position(|at| waits[*at] == 0).unwrap_or(0);
        let taken = left.remove(next);
        for &other in &left {
            if turns[taken].before(&turns[other]) {
                waits[other] = waits[other].saturating_sub(1);
            }
        }
        order.push(taken);
    }
    order
}
