//! Event logs (XES) of towns that run one process, as texts to be matched.
//!
//! Each activity has a code, which is its identity and is hidden from matching, and a label
//! as the town writes it.

use flate2::read::GzDecoder;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use ravand::bank::matching::{Follow, Sketch, Thing};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

/// The attribute with an activity's code.
const CODE: &str = "concept:name";
/// The attribute with its label.
const LABEL: &str = "activityNameNL";
const TIME: &str = "time:timestamp";

/// What one log says of its activities.
#[derive(Debug, Default)]
pub struct Log {
    activities: BTreeMap<String, Activity>,
    traces: Vec<Vec<String>>,
}

#[derive(Debug, Default)]
struct Activity {
    events: usize,
    labels: BTreeMap<String, usize>,
}

#[derive(Default)]
struct Entry {
    code: String,
    label: String,
    time: String,
}

impl Log {
    /// Reads a log, packed by gzip or not.
    ///
    /// # Errors
    /// If the file cannot be read, or is no XML.
    pub fn read(path: &Path) -> io::Result<Self> {
        let mut bytes = Vec::new();
        let file = BufReader::new(File::open(path)?);
        match path.extension().is_some_and(|ending| ending == "gz") {
            true => GzDecoder::new(file).read_to_end(&mut bytes)?,
            false => BufReader::new(file).read_to_end(&mut bytes)?,
        };
        let mut log = Self::default();
        let mut reader = Reader::from_reader(bytes.as_slice());
        let mut trace: Vec<Entry> = Vec::new();
        let mut event: Option<Entry> = None;
        loop {
            match reader.read_event().map_err(io::Error::other)? {
                Event::Start(tag) if tag.name().as_ref() == "trace" => trace.clear(),
                Event::Start(tag) if tag.name().as_ref() == "event" => event = Some(Entry::default()),
                Event::Start(tag) | Event::Empty(tag) => {
                    if let Some(event) = &mut event {
                        event.attribute(&tag)?;
                    }
                }
                Event::End(tag) if tag.name().as_ref() == "event" => trace.extend(event.take()),
                Event::End(tag) if tag.name().as_ref() == "trace" => log.add(std::mem::take(&mut trace)),
                Event::Eof => return Ok(log),
                _ => {}
            }
        }
    }

    fn add(&mut self, mut trace: Vec<Entry>) {
        // Stable: events of one instant stay as they were written.
        trace.sort_by(|a, b| a.time.cmp(&b.time));
        for entry in &trace {
            let activity = self.activities.entry(entry.code.clone()).or_default();
            activity.events += 1;
            *activity.labels.entry(entry.label.clone()).or_default() += 1;
        }
        self.traces.push(trace.into_iter().map(|entry| entry.code).collect());
    }

    /// Its most frequent activities with the pairs that follow each other directly among
    /// them, and beside it the code of each.
    pub fn sketch(&self, activities_max: usize) -> (Sketch, Vec<String>) {
        let mut kept: Vec<(&String, &Activity)> = self.activities.iter().collect();
        kept.sort_by_key(|(code, activity)| (std::cmp::Reverse(activity.events), *code));
        kept.truncate(activities_max);
        // By label, so that the order does not tell the codes.
        kept.sort_by_key(|(_, activity)| activity.label());
        let number: BTreeMap<&str, usize> =
            kept.iter().enumerate().map(|(at, (code, _))| (code.as_str(), at)).collect();
        let mut follows: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for trace in &self.traces {
            let known: Vec<usize> = trace.iter().filter_map(|code| number.get(code.as_str()).copied()).collect();
            known.windows(2).for_each(|pair| *follows.entry((pair[0], pair[1])).or_default() += 1);
        }
        let things = kept
            .iter()
            .map(|(_, activity)| Thing { titles: [None, Some(activity.label().to_owned())], ..Thing::default() });
        let follows = follows.into_iter().map(|((from, to), count)| Follow { from, to, weight: count as f64 });
        let sketch = Sketch { things: things.collect(), follows: follows.collect() };
        (sketch, kept.into_iter().map(|(code, _)| code.clone()).collect())
    }
}

impl Activity {
    fn label(&self) -> &str {
        self.labels.iter().max_by_key(|(_, count)| **count).map_or("", |(label, _)| label)
    }
}

impl Entry {
    fn attribute(&mut self, tag: &BytesStart<'_>) -> io::Result<()> {
        let get = |name: &str| tag.try_get_attribute(name).map_err(io::Error::other);
        let (Some(key), Some(value)) = (get("key")?, get("value")?) else { return Ok(()) };
        let place = match key.value.as_ref() {
            CODE => &mut self.code,
            LABEL => &mut self.label,
            TIME => &mut self.time,
            _ => return Ok(()),
        };
        *place = value.normalized_value(quick_xml::XmlVersion::Implicit1_0).map_err(io::Error::other)?.into_owned();
        Ok(())
    }
}
