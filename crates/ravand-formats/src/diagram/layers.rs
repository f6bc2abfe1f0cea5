//! Which column and which row everything stands in.

/// How often the order within the columns is improved, there and back.
const SWEEPS: usize = 4;

/// What is laid out: nodes by number, each in a lane, and ways between them.
pub(super) struct Net {
    /// The lane of each node.
    pub(super) lanes: Vec<usize>,
    /// From node to node.
    pub(super) ways: Vec<(usize, usize)>,
}

/// A cell: a column, and a row of a lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) layer: usize,
    pub(super) lane: usize,
    pub(super) row: usize,
}

/// Cells for everything.
pub(super) struct Grid {
    /// Of each node.
    pub(super) nodes: Vec<Cell>,
    /// Of each way, the cells that it passes, in its direction. One that leads back passes
    /// the columns of both of its ends.
    pub(super) ways: Vec<Vec<Cell>>,
    /// Whether a way leads back: it turns round behind its source and before its target.
    pub(super) back: Vec<bool>,
    /// Columns.
    pub(super) layers: usize,
    /// Rows of each lane.
    pub(super) rows: Vec<usize>,
}

/// What stands in a column.
#[derive(Clone, Copy, PartialEq)]
enum Item {
    Node(usize),
    /// The part of a way, by its number from the source.
    Part(usize, usize),
}

pub(super) fn grid(net: &Net, lanes: usize) -> Grid {
    let back = backward(net);
    let layer = layers(net, &back);
    let count = layer.iter().max().map_or(0, |last| last + 1);
    let mut columns: Vec<Vec<Item>> = vec![Vec::new(); count];
    for (node, layer) in layer.iter().enumerate() {
        columns[*layer].push(Item::Node(node));
    }
    for (way, &(from, to)) in net.ways.iter().enumerate().filter(|(way, _)| !back[*way]) {
        for (part, column) in (layer[from] + 1..layer[to]).enumerate() {
            columns[column].push(Item::Part(way, part));
        }
    }
    order(net, &back, &layer, &mut columns);
    let mut grid = rows(net, &back, &layer, &columns, lanes);
    rows_back(net, &mut grid);
    grid
}

/// The ways that close a ring.
fn backward(net: &Net) -> Vec<bool> {
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); net.lanes.len()];
    let mut entered = vec![0_usize; net.lanes.len()];
    for (way, &(from, to)) in net.ways.iter().enumerate() {
        out[from].push(way);
        entered[to] += 1;
    }
    let mut back = vec![false; net.ways.len()];
    let (mut seen, mut under_way) = (vec![false; net.lanes.len()], vec![false; net.lanes.len()]);
    let roots = (0..net.lanes.len()).filter(|node| entered[*node] == 0).chain(0..net.lanes.len());
    for root in roots.collect::<Vec<_>>() {
        if std::mem::replace(&mut seen[root], true) {
            continue;
        }
        under_way[root] = true;
        let mut path = vec![(root, 0)];
        while let Some((node, next)) = path.pop() {
            let Some(&way) = out[node].get(next) else {
                under_way[node] = false;
                continue;
            };
            path.push((node, next + 1));
            let to = net.ways[way].1;
            if under_way[to] {
                back[way] = true;
            } else if !std::mem::replace(&mut seen[to], true) {
                under_way[to] = true;
                path.push((to, 0));
            }
        }
    }
    back
}

/// The column of each node: one behind the farthest of those that lead to it.
fn layers(net: &Net, back: &[bool]) -> Vec<usize> {
    let mut layer = vec![0; net.lanes.len()];
    let mut waits = vec![0_usize; net.lanes.len()];
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); net.lanes.len()];
    for (_, &(from, to)) in net.ways.iter().enumerate().filter(|(way, _)| !back[*way]) {
        waits[to] += 1;
        out[from].push(to);
    }
    let mut open: Vec<usize> = (0..waits.len()).filter(|node| waits[*node] == 0).collect();
    while let Some(node) = open.pop() {
        for &to in &out[node] {
            layer[to] = layer[to].max(layer[node] + 1);
            waits[to] -= 1;
            if waits[to] == 0 {
                open.push(to);
            }
        }
    }
    layer
}

/// A key for an item: its kind's number and its own.
fn key(item: Item, nodes: usize, offsets: &[usize]) -> usize {
    match item {
        Item::Node(node) => node,
        Item::Part(way, part) => nodes + offsets[way] + part,
    }
}

/// Puts each column in an order with few crossings; lanes stay together.
fn order(net: &Net, back: &[bool], layer: &[usize], columns: &mut [Vec<Item>]) {
    let nodes = net.lanes.len();
    let (offsets, parts) = offsets(net, back, layer);
    let chains = chains(net, back, layer);
    let mut before = vec![Vec::new(); nodes + parts];
    let mut behind = vec![Vec::new(); nodes + parts];
    for chain in &chains {
        for pair in chain.windows(2) {
            let (one, two) = (key(pair[0], nodes, &offsets), key(pair[1], nodes, &offsets));
            behind[one].push(two);
            before[two].push(one);
        }
    }
    let lane = |item: &Item| match item {
        Item::Node(node) => net.lanes[*node],
        Item::Part(way, _) => net.lanes[net.ways[*way].0],
    };
    let mut place = vec![0.0_f64; nodes + parts];
    let settle = |column: &mut Vec<Item>, place: &mut Vec<f64>, beside: Option<&Vec<Vec<usize>>>| {
        if let Some(beside) = beside {
            let wish = |item: &Item| {
                let own = key(*item, nodes, &offsets);
                let near = &beside[own];
                if near.is_empty() {
                    return place[own];
                }
                near.iter().map(|other| place[*other]).sum::<f64>() / near.len() as f64
            };
            let mut wished: Vec<(usize, f64, Item)> =
                column.iter().map(|item| (lane(item), wish(item), *item)).collect();
            wished.sort_by(|a, b| (a.0, a.1).partial_cmp(&(b.0, b.1)).unwrap_or(std::cmp::Ordering::Equal));
            *column = wished.into_iter().map(|(_, _, item)| item).collect();
        } else {
            column.sort_by_key(&lane);
        }
        for (at, item) in column.iter().enumerate() {
            place[key(*item, nodes, &offsets)] = at as f64;
        }
    };
    columns.iter_mut().for_each(|column| settle(column, &mut place, None));
    for _ in 0..SWEEPS {
        columns.iter_mut().skip(1).for_each(|column| settle(column, &mut place, Some(&before)));
        columns.iter_mut().rev().skip(1).for_each(|column| settle(column, &mut place, Some(&behind)));
    }
    columns.iter_mut().skip(1).for_each(|column| settle(column, &mut place, Some(&before)));
}

/// Where the parts of each way begin to be counted, and how many there are.
fn offsets(net: &Net, back: &[bool], layer: &[usize]) -> (Vec<usize>, usize) {
    let mut all = 0;
    let offsets = net.ways.iter().enumerate().map(|(way, &(from, to))| {
        let own = all;
        if !back[way] {
            all += layer[to].saturating_sub(layer[from] + 1);
        }
        own
    });
    (offsets.collect(), all)
}

/// Each way that leads on, as items from column to column.
fn chains(net: &Net, back: &[bool], layer: &[usize]) -> Vec<Vec<Item>> {
    let on = net.ways.iter().enumerate().filter(|(way, _)| !back[*way]);
    on.map(|(way, &(from, to))| {
        let parts = (0..layer[to].saturating_sub(layer[from] + 1)).map(|part| Item::Part(way, part));
        std::iter::once(Item::Node(from)).chain(parts).chain([Item::Node(to)]).collect()
    })
    .collect()
}

/// Rows: each item stands where what leads to it stands, if nothing else does.
fn rows(net: &Net, back: &[bool], layer: &[usize], columns: &[Vec<Item>], lanes: usize) -> Grid {
    let lane = |item: &Item| match item {
        Item::Node(node) => net.lanes[*node],
        Item::Part(way, _) => net.lanes[net.ways[*way].0],
    };
    let mut grid = Grid {
        nodes: layer.iter().zip(&net.lanes).map(|(&layer, &lane)| Cell { layer, lane, row: 0 }).collect(),
        ways: vec![Vec::new(); net.ways.len()],
        back: back.to_vec(),
        layers: columns.len(),
        rows: vec![0; lanes],
    };
    let mut into: Vec<Vec<usize>> = vec![Vec::new(); net.lanes.len()];
    for (way, &(_, to)) in net.ways.iter().enumerate().filter(|(way, _)| !back[*way]) {
        into[to].push(way);
    }
    for (layer, column) in columns.iter().enumerate() {
        let mut free = vec![0_usize; lanes];
        for item in column {
            let lane = lane(item);
            let from = |way: usize| *grid.ways[way].last().unwrap_or(&grid.nodes[net.ways[way].0]);
            let near: Vec<usize> = match item {
                Item::Node(node) => into[*node].iter().map(|way| from(*way)).collect::<Vec<_>>(),
                Item::Part(way, _) => vec![from(*way)],
            }
            .into_iter()
            .filter(|cell| cell.lane == lane)
            .map(|cell| cell.row)
            .collect();
            let wish = near.iter().copied().min().unwrap_or(0);
            let row = wish.max(free[lane]);
            free[lane] = row + 1;
            grid.rows[lane] = grid.rows[lane].max(row + 1);
            match item {
                Item::Node(node) => grid.nodes[*node].row = row,
                Item::Part(way, _) => grid.ways[*way].push(Cell { layer, lane, row }),
            }
        }
    }
    grid
}

/// Rows of their own, below the others of the lane, for the ways that lead back.
fn rows_back(net: &Net, grid: &mut Grid) {
    let first: Vec<usize> = grid.rows.clone();
    let mut taken: Vec<Vec<Vec<(usize, usize)>>> = vec![Vec::new(); grid.rows.len()];
    for (way, &(from, to)) in net.ways.iter().enumerate() {
        if !grid.back[way] {
            continue;
        }
        let lane = grid.nodes[from].lane;
        let (first_layer, last_layer) = (grid.nodes[to].layer, grid.nodes[from].layer);
        let clear = |row: &Vec<(usize, usize)>| row.iter().all(|&(a, b)| b < first_layer || last_layer < a);
        let row = taken[lane].iter().position(clear).unwrap_or_else(|| {
            taken[lane].push(Vec::new());
            taken[lane].len() - 1
        });
        taken[lane][row].push((first_layer, last_layer));
        let row = first[lane] + row;
        grid.rows[lane] = grid.rows[lane].max(row + 1);
        grid.ways[way] = (first_layer..=last_layer).rev().map(|layer| Cell { layer, lane, row }).collect();
    }
}
