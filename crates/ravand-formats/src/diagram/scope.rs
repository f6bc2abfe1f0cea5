//! One scope, the top level or the inside of a subprocess: sizes, places and edges.

use super::layers::{Cell, Grid, Net, grid};
use super::tracks::{Side, Turn, tracks};
use super::{Bounds, Edge, Link, Point, Shape, title_of};
use ravand_core::graph::{Element, ElementKind, Graph};
use ravand_core::{Definition, ElementId};
use std::collections::BTreeMap;

const EVENT: i32 = 36;
const GATEWAY: i32 = 50;
const TASK: (i32, i32) = (100, 80);
/// A task is wider if its name would not fit.
const TASK_WIDTH_MAX: i32 = 200;
/// Characters of a name that fit into the usual width of a task.
const TASK_LETTERS: usize = 48;
const LETTER: i32 = 7;
const LINE: i32 = 14;
/// The widest label.
const LABEL: i32 = 90;
/// Between two rows, and at the edges of a lane.
const GAP: i32 = 20;
/// Between two tracks of a channel.
const TRACK: i32 = 12;
/// The narrowest channel.
const CHANNEL: i32 = 50;
const LANE_MIN: i32 = 120;
/// Around what a subprocess holds; its name stands above.
const PADDING: i32 = 20;
/// Between two boundary events.
const BOUNDARY: i32 = 46;
/// Between edges that leave boundary events below an activity.
const UNDER: i32 = 10;

/// What is laid out.
pub(super) struct Places<'a> {
    pub(super) definition: &'a Definition,
    pub(super) graph: &'a Graph,
}

/// A scope that was laid out; its upper left corner is the origin.
#[derive(Default)]
pub(super) struct Drawn {
    pub(super) width: i32,
    pub(super) height: i32,
    pub(super) shapes: Vec<Shape>,
    pub(super) edges: Vec<Edge>,
    /// Upper and lower edge of each lane.
    pub(super) lanes: Vec<(i32, i32)>,
}

/// An element that stands in a cell of its own.
struct Node<'a> {
    id: &'a ElementId,
    width: i32,
    height: i32,
    /// The label below it, if its name is not inside.
    label: Option<(i32, i32)>,
    /// The boundary events on its lower edge, from the right.
    boundaries: Vec<&'a ElementId>,
    inside: Option<Drawn>,
    round: Round,
}

/// How an element's edge runs.
#[derive(Clone, Copy, PartialEq)]
enum Round {
    Circle,
    Diamond,
    Rectangle,
}

/// A way between two nodes.
struct Way {
    link: Link,
    from: usize,
    to: usize,
    /// The boundary event that it begins at, by its number on the activity.
    boundary: Option<usize>,
    label: Option<(i32, i32)>,
}

pub(super) fn shift(shapes: &mut [Shape], edges: &mut [Edge], x: i32, y: i32) {
    let moved = |bounds: &mut Bounds| (bounds.x, bounds.y) = (bounds.x + x, bounds.y + y);
    for shape in shapes {
        moved(&mut shape.bounds);
        shape.label.iter_mut().for_each(moved);
    }
    for edge in edges {
        edge.points.iter_mut().for_each(|point| (point.x, point.y) = (point.x + x, point.y + y));
        edge.label.iter_mut().for_each(moved);
    }
}

/// Width and height of a text in lines of at most that width.
fn text_size(text: &str, width: i32) -> (i32, i32) {
    let letters = text.chars().count() as i32;
    let lines = (letters * LETTER + width - 1) / width;
    ((letters * LETTER).min(width), lines.clamp(1, 6) * LINE)
}

/// Lays one scope out. `lane` tells the lane of each element.
pub(super) fn scope<'a>(
    places: &Places<'a>,
    parent: Option<&'a ElementId>,
    lane: &dyn Fn(&ElementId) -> usize,
) -> Drawn {
    let nodes = nodes(places, parent);
    let number: BTreeMap<&ElementId, usize> = nodes.iter().enumerate().map(|(at, node)| (node.id, at)).collect();
    let ways = ways(places, parent, &nodes, &number);
    let linked = |node: usize| ways.iter().any(|way| way.from == node || way.to == node);
    // What nothing leads to or from stands below the others, in rows that have no columns.
    let (mut net, alone): (Vec<usize>, Vec<usize>) = (0..nodes.len()).partition(|node| linked(*node));
    let usual = usual(&ways, nodes.len());
    net.sort_by_key(|node| !usual[*node]);
    let place: BTreeMap<usize, usize> = net.iter().enumerate().map(|(at, node)| (*node, at)).collect();
    let lanes: Vec<usize> = net.iter().map(|node| lane(nodes[*node].id)).collect();
    let count = nodes.iter().map(|node| lane(node.id) + 1).max().unwrap_or(1);
    let grid = grid(&Net { lanes, ways: ways.iter().map(|way| (place[&way.from], place[&way.to])).collect() }, count);
    let alone: Vec<(usize, usize)> = alone.into_iter().map(|node| (node, lane(nodes[node].id))).collect();
    Laid { nodes, ways, net, place, grid, alone }.draw()
}

/// What a case comes by if no boundary event happens: it is drawn above what follows one.
fn usual(ways: &[Way], count: usize) -> Vec<bool> {
    let mut usual = vec![true; count];
    ways.iter().for_each(|way| usual[way.to] = false);
    let mut open: Vec<usize> = (0..count).filter(|node| usual[*node]).collect();
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); count];
    ways.iter().filter(|way| way.boundary.is_none()).for_each(|way| next[way.from].push(way.to));
    while let Some(node) = open.pop() {
        for &to in &next[node] {
            if !std::mem::replace(&mut usual[to], true) {
                open.push(to);
            }
        }
    }
    usual
}

fn nodes<'a>(places: &Places<'a>, parent: Option<&'a ElementId>) -> Vec<Node<'a>> {
    let graph = places.graph;
    let mut boundaries: BTreeMap<&ElementId, Vec<&ElementId>> = BTreeMap::new();
    for (id, element) in graph.within(parent) {
        if let ElementKind::Boundary { host, .. } = &element.kind {
            boundaries.entry(host).or_default().push(id);
        }
    }
    let own = graph.within(parent).filter(|(_, element)| !matches!(element.kind, ElementKind::Boundary { .. }));
    own.map(|(id, element)| node(places, id, element, boundaries.remove(id).unwrap_or_default())).collect()
}

fn node<'a>(places: &Places<'a>, id: &'a ElementId, element: &Element, boundaries: Vec<&'a ElementId>) -> Node<'a> {
    let title = longer(places, id, element);
    let below = || (!title.is_empty()).then(|| text_size(&title, LABEL));
    let least = BOUNDARY * boundaries.len() as i32 + GAP;
    let plain = |width: i32, height, label, round| Node {
        id,
        width,
        height,
        label,
        boundaries: Vec::new(),
        inside: None,
        round,
    };
    match &element.kind {
        ElementKind::Gateway(_) => plain(GATEWAY, GATEWAY, below(), Round::Diamond),
        ElementKind::Task(_) | ElementKind::Call(_) => {
            let letters = title.chars().count();
            let wanted = TASK.0 * letters.max(TASK_LETTERS) as i32 / TASK_LETTERS as i32;
            let width = wanted.min(TASK_WIDTH_MAX).max(least);
            Node { boundaries, ..plain(width, TASK.1, None, Round::Rectangle) }
        }
        ElementKind::SubProcess(_) => {
            let mut inside = scope(places, Some(id), &|_| 0);
            shift(&mut inside.shapes, &mut inside.edges, PADDING, PADDING + LINE);
            let (width, height) = (inside.width + 2 * PADDING, inside.height + 2 * PADDING + LINE);
            let (width, height) = (width.max(TASK.0).max(least), height.max(TASK.1));
            Node { boundaries, inside: Some(inside), ..plain(width, height, None, Round::Rectangle) }
        }
        _ => plain(EVENT, EVENT, below(), Round::Circle),
    }
}

fn ways(
    places: &Places<'_>,
    parent: Option<&ElementId>,
    nodes: &[Node<'_>],
    number: &BTreeMap<&ElementId, usize>,
) -> Vec<Way> {
    let graph = places.graph;
    let on: BTreeMap<&ElementId, (usize, usize)> = (nodes.iter().enumerate())
        .flat_map(|(host, node)| node.boundaries.iter().enumerate().map(move |(at, event)| (*event, (host, at))))
        .collect();
    let from = |id: &ElementId| match on.get(id) {
        Some(&(host, at)) => Some((host, Some(at))),
        None => Some((*number.get(id)?, None)),
    };
    let flows = graph.flows.iter().filter_map(|(id, flow)| {
        let (from, boundary) = from(&flow.from)?;
        let title = flow.title.get(ravand_core::Language::En);
        let label = (!title.is_empty()).then(|| text_size(title, LABEL));
        Some(Way { link: Link::Flow(id.clone()), from, to: *number.get(&flow.to)?, boundary, label })
    });
    let compensations = graph.within(parent).filter_map(|(id, element)| {
        let ElementKind::Boundary { handler: Some(handler), .. } = &element.kind else { return None };
        let (from, boundary) = from(id)?;
        let link = Link::Compensation { event: id.clone(), handler: handler.clone() };
        Some(Way { link, from, to: *number.get(handler)?, boundary, label: None })
    });
    flows.chain(compensations).collect()
}

/// The longer of an element's names, so that both fit.
fn longer(places: &Places<'_>, id: &ElementId, element: &Element) -> String {
    let title = title_of(places.definition, id, element);
    [title.en, title.fa].into_iter().flatten().max_by_key(|text| text.chars().count()).unwrap_or_default()
}

/// Where an edge's name lies: above its first run that no other edge of its source shares.
fn label(points: &[Point], (width, height): (i32, i32)) -> Bounds {
    let run = if points.len() > 3 { &points[2..4] } else { points };
    let (x, y) = (run[0].x, run[0].y);
    let x = if run[1].x < x { x - 4 - width } else { x + 4 };
    Bounds { x, y: y - height - 2, width, height }
}

/// Everything in its cell.
struct Laid<'a> {
    nodes: Vec<Node<'a>>,
    ways: Vec<Way>,
    /// The nodes of the grid, and which of its nodes each is.
    net: Vec<usize>,
    place: BTreeMap<usize, usize>,
    grid: Grid,
    /// Nodes without ways, each with its lane.
    alone: Vec<(usize, usize)>,
}

/// How far a row reaches above and below its middle.
#[derive(Clone, Copy, Default)]
struct Reach {
    above: i32,
    below: i32,
}

impl Reach {
    fn add(&mut self, above: i32, below: i32) {
        (self.above, self.below) = (self.above.max(above), self.below.max(below));
    }
}

/// Heights: the middle of each row of each lane, and of the rows of what stands alone.
struct Heights {
    rows: Vec<Vec<i32>>,
    alone: Vec<i32>,
    lanes: Vec<(i32, i32)>,
}

impl Node<'_> {
    fn below(&self) -> i32 {
        let label = self.label.map_or(0, |(_, height)| height + 4);
        let events =
            if self.boundaries.is_empty() { 0 } else { EVENT / 2 + LINE + UNDER * (self.boundaries.len() as i32 + 1) };
        self.height / 2 + label.max(events)
    }

    /// How far from its left edge a boundary event's middle is.
    fn boundary_x(&self, at: usize) -> i32 {
        self.width - GAP / 2 - EVENT / 2 - BOUNDARY * at as i32
    }

    /// How far its edge lies behind the edge of its rectangle, so far above or below its middle.
    fn dent(&self, offset: i32) -> i32 {
        match self.round {
            Round::Rectangle => 0,
            Round::Diamond => offset.abs() * self.width / self.height.max(1),
            Round::Circle => {
                let radius = f64::from(self.width) / 2.0;
                let chord = (radius * radius - f64::from(offset) * f64::from(offset)).max(0.0).sqrt();
                (radius - chord).round() as i32
            }
        }
    }
}

impl Laid<'_> {
    fn draw(mut self) -> Drawn {
        let heights = self.heights();
        let ports = self.ports(&heights);
        let turns = self.turns(&heights, &ports);
        let mut columns: Vec<i32> = vec![0; self.grid.layers];
        for (at, node) in self.net.iter().enumerate() {
            let layer = self.grid.nodes[at].layer;
            columns[layer] = columns[layer].max(self.nodes[*node].width);
        }
        let found: Vec<(Vec<Option<usize>>, usize)> = turns.iter().map(|turns| tracks(turns)).collect();
        let (lefts, width) = self.lefts(&columns, &turns, &found);
        let mut drawn = Drawn { width, lanes: heights.lanes.clone(), ..Drawn::default() };
        drawn.height = heights.lanes.last().map_or(0, |lane| lane.1);
        let corners = |node: usize| {
            let cell = self.grid.nodes[self.place[&node]];
            let own = &self.nodes[node];
            let x = lefts[cell.layer] + (columns[cell.layer] - own.width) / 2;
            (x, heights.rows[cell.lane][cell.row] - own.height / 2)
        };
        for (number, way) in self.ways.iter().enumerate() {
            let x = |channel: usize, track: usize| {
                let right = if channel == 0 { 0 } else { lefts[channel - 1] + columns[channel - 1] };
                right + CHANNEL / 2 + TRACK * track as i32
            };
            let own: Vec<(i32, i32, i32)> = (turns.iter().zip(&found).enumerate())
                .flat_map(|(channel, (turns, (tracks, _)))| {
                    turns.iter().zip(tracks).filter(|(turn, _)| turn.edge == number).map(move |(turn, track)| {
                        (turn.number, track.map_or(i32::MIN, |track| x(channel, track)), turn)
                    })
                })
                .map(|(number, x, turn)| (number as i32, x, turn.to.0))
                .collect();
            drawn.edges.push(self.edge(way, &ports[number], own, corners(way.from), corners(way.to)));
        }
        let mut places: Vec<(usize, i32, i32)> =
            self.net.iter().map(|node| (*node, corners(*node).0, corners(*node).1)).collect();
        let beside = if heights.lanes.len() > 1 { drawn.width } else { 0 };
        let mut right = vec![beside; heights.lanes.len()];
        for &(node, lane) in &self.alone {
            let x = right[lane] + CHANNEL / 2;
            right[lane] = x + self.nodes[node].width;
            drawn.width = drawn.width.max(right[lane] + CHANNEL / 2);
            places.push((node, x, heights.alone[lane] - self.nodes[node].height / 2));
        }
        places.sort_unstable();
        for (node, x, y) in places {
            self.shapes(node, x, y, &mut drawn);
        }
        drawn
    }

    fn heights(&self) -> Heights {
        let count = self.grid.rows.len();
        let mut reach: Vec<Vec<Reach>> = self.grid.rows.iter().map(|rows| vec![Reach::default(); *rows]).collect();
        let mut alone: Vec<Option<Reach>> = vec![None; count];
        for (at, cell) in self.grid.nodes.iter().enumerate() {
            let node = &self.nodes[self.net[at]];
            reach[cell.lane][cell.row].add(node.height / 2, node.below());
        }
        for &(node, lane) in &self.alone {
            alone[lane].get_or_insert_default().add(self.nodes[node].height / 2, self.nodes[node].below());
        }
        let mut heights = Heights { rows: Vec::new(), alone: vec![0; count], lanes: Vec::new() };
        let mut y = 0;
        for (lane, rows) in reach.into_iter().enumerate() {
            let top = y;
            y += GAP;
            let mut middle = |reach: &Reach| {
                let middle = y + reach.above;
                y = middle + reach.below + GAP;
                middle
            };
            heights.rows.push(rows.iter().map(&mut middle).collect());
            // Edges go from lane to lane in the channels: there is room below them only in
            // the last lane, so that with several what stands alone stands to the right.
            match alone[lane] {
                Some(reach) if count == 1 => heights.alone[lane] = middle(&reach),
                Some(reach) => {
                    heights.alone[lane] = top + GAP + reach.above;
                    y = y.max(heights.alone[lane] + reach.below + GAP);
                }
                None => {}
            }
            y = y.max(top + if count > 1 { LANE_MIN } else { 0 });
            heights.lanes.push((top, y));
        }
        heights
    }

    fn middle(&self, heights: &Heights, cell: Cell) -> i32 {
        heights.rows[cell.lane][cell.row]
    }

    fn cell(&self, node: usize) -> Cell {
        self.grid.nodes[self.place[&node]]
    }

    /// At which heights each way leaves its source and comes to its target.
    fn ports(&self, heights: &Heights) -> Vec<(i32, i32)> {
        let middle = |cell| self.middle(heights, cell);
        let mut ports: Vec<(i32, i32)> =
            (self.ways.iter()).map(|way| (middle(self.cell(way.from)), middle(self.cell(way.to)))).collect();
        for &node in &self.net {
            let out: Vec<usize> = self.ways_of(|way| way.from == node && way.boundary.is_none());
            let toward = |way: usize| middle(*self.grid.ways[way].first().unwrap_or(&self.cell(self.ways[way].to)));
            for (way, offset) in self.spread(node, out, toward, heights) {
                ports[way].0 += offset;
            }
            let into: Vec<usize> = self.ways_of(|way| way.to == node);
            let toward = |way: usize| middle(*self.grid.ways[way].last().unwrap_or(&self.cell(self.ways[way].from)));
            for (way, offset) in self.spread(node, into, toward, heights) {
                ports[way].1 += offset;
            }
        }
        for (number, way) in self.ways.iter().enumerate() {
            if let Some(at) = way.boundary {
                let node = &self.nodes[way.from];
                let below = node.height / 2 + EVENT / 2 + LINE + UNDER * (at as i32 + 1);
                ports[number].0 = middle(self.cell(way.from)) + below;
            }
        }
        ports
    }

    fn ways_of(&self, wanted: impl Fn(&Way) -> bool) -> Vec<usize> {
        (0..self.ways.len()).filter(|way| wanted(&self.ways[*way])).collect()
    }

    /// Offsets from a node's middle, in the order of the other ends, so that the one that can
    /// go straight does.
    fn spread(
        &self,
        node: usize,
        mut ways: Vec<usize>,
        toward: impl Fn(usize) -> i32,
        heights: &Heights,
    ) -> Vec<(usize, i32)> {
        ways.sort_by_key(|way| (toward(*way), *way));
        let own = self.middle(heights, self.cell(node));
        let straight = ways.iter().position(|way| toward(*way) == own).unwrap_or(ways.len() / 2);
        let most = straight.max(ways.len().saturating_sub(straight + 1)).max(1) as i32;
        let step = ((self.nodes[node].height / 2 - 4) / most).min(TRACK);
        ways.into_iter().enumerate().map(|(at, way)| (way, (at as i32 - straight as i32) * step)).collect()
    }

    /// The turns of all ways, by channel.
    fn turns(&self, heights: &Heights, ports: &[(i32, i32)]) -> Vec<Vec<Turn>> {
        let mut turns: Vec<Vec<Turn>> = vec![Vec::new(); self.grid.layers + 1];
        for (edge, way) in self.ways.iter().enumerate() {
            let back = self.grid.back[edge];
            let passed: Vec<i32> = self.grid.ways[edge].iter().map(|cell| self.middle(heights, *cell)).collect();
            let stops: Vec<i32> = std::iter::once(ports[edge].0).chain(passed).chain([ports[edge].1]).collect();
            let (first, last) = (self.cell(way.from).layer + 1, stops.len() - 2);
            for (number, pair) in stops.windows(2).enumerate() {
                let channel = if back { first - number } else { first + number };
                let from = if back && number > 0 { Side::Right } else { Side::Left };
                let to = if back && number < last { Side::Left } else { Side::Right };
                turns[channel].push(Turn { edge, number, from: (pair[0], from), to: (pair[1], to) });
            }
        }
        turns
    }

    /// The left edge of each column, and the width of all.
    fn lefts(&self, columns: &[i32], turns: &[Vec<Turn>], tracks: &[(Vec<Option<usize>>, usize)]) -> (Vec<i32>, i32) {
        let (mut lefts, mut x) = (Vec::new(), 0);
        for (channel, (_, count)) in tracks.iter().enumerate() {
            let labels = turns[channel].iter().filter(|turn| turn.number == 0);
            let label = labels.filter_map(|turn| Some(self.ways[turn.edge].label?.0 + 8)).max().unwrap_or(0);
            let turning = CHANNEL / 2 + TRACK * count.saturating_sub(1) as i32;
            let outer = channel == 0 || channel == columns.len();
            x += if outer && *count == 0 { CHANNEL / 2 } else { turning + label.max(CHANNEL / 2) };
            if let Some(width) = columns.get(channel) {
                lefts.push(x);
                x += width;
            }
        }
        (lefts, x)
    }

    /// An edge through its turns: by number the track's place and the height behind it.
    fn edge(
        &self,
        way: &Way,
        ports: &(i32, i32),
        mut turns: Vec<(i32, i32, i32)>,
        from: (i32, i32),
        to: (i32, i32),
    ) -> Edge {
        turns.sort_unstable();
        let (source, target) = (&self.nodes[way.from], &self.nodes[way.to]);
        let mut y = ports.0;
        let mut points = match way.boundary {
            Some(at) => {
                let x = from.0 + source.boundary_x(at);
                vec![Point { x, y: from.1 + source.height + EVENT / 2 }, Point { x, y }]
            }
            None => {
                let offset = y - from.1 - source.height / 2;
                vec![Point { x: from.0 + source.width - source.dent(offset), y }]
            }
        };
        for (_, x, then) in turns {
            if x != i32::MIN {
                points.extend([Point { x, y }, Point { x, y: then }]);
            }
            y = then;
        }
        let offset = ports.1 - to.1 - target.height / 2;
        points.push(Point { x: to.0 + target.dent(offset), y: ports.1 });
        points.dedup();
        let label = way.label.map(|size| label(&points, size));
        Edge { link: way.link.clone(), points, label }
    }

    /// A node with what belongs to it.
    fn shapes(&mut self, node: usize, x: i32, y: i32, drawn: &mut Drawn) {
        let inside = self.nodes[node].inside.take();
        let own = &self.nodes[node];
        let bounds = Bounds { x, y, width: own.width, height: own.height };
        let label = own.label.map(|(width, height)| Bounds {
            x: x + (own.width - width) / 2,
            y: y + own.height + 4,
            width,
            height,
        });
        drawn.shapes.push(Shape { id: own.id.clone(), bounds, label });
        if let Some(mut inside) = inside {
            shift(&mut inside.shapes, &mut inside.edges, x, y);
            drawn.shapes.append(&mut inside.shapes);
            drawn.edges.append(&mut inside.edges);
        }
        for (at, event) in own.boundaries.iter().enumerate() {
            let (x, y) = (x + own.boundary_x(at) - EVENT / 2, y + own.height - EVENT / 2);
            let bounds = Bounds { x, y, width: EVENT, height: EVENT };
            let label = Some(Bounds { x: x + EVENT / 2 + 3, y: y + EVENT - 1, width: BOUNDARY - 6, height: LINE });
            drawn.shapes.push(Shape { id: (*event).clone(), bounds, label });
        }
    }
}
