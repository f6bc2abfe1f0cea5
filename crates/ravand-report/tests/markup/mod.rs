//! What a parser sees of a page.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;

/// Elements of HTML that have no end.
const VOID: [&str; 4] = ["meta", "br", "hr", "img"];

/// A text of the page and whether it stands in an element of Latin text.
pub(crate) struct Text {
    pub(crate) text: String,
    pub(crate) latin: bool,
}

/// What a parser sees: ids, references, texts. It fails where tags do not match.
#[derive(Default)]
pub(crate) struct Seen {
    pub(crate) ids: Vec<String>,
    pub(crate) links: Vec<String>,
    pub(crate) names: BTreeSet<String>,
    pub(crate) texts: Vec<Text>,
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    // An attribute that stands twice is an error of the iterator.
    let attributes = element.attributes().map(|attribute| attribute.expect("well-formed attributes"));
    let mut found = None;
    for attribute in attributes {
        if attribute.key.as_ref() == name {
            found = Some(attribute.value.into_owned());
        }
    }
    found
}

pub(crate) fn parse(page: &str) -> Seen {
    let mut reader = Reader::from_str(page);
    reader.config_mut().check_end_names = false;
    let mut seen = Seen::default();
    let mut open: Vec<(String, bool)> = Vec::new();
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(element) => {
                let name = element.name().as_ref().to_owned();
                seen.ids.extend(attribute(&element, "id"));
                seen.links.extend(attribute(&element, "href"));
                seen.links.extend(attribute(&element, "src"));
                seen.names.insert(name.clone());
                if VOID.contains(&name.as_str()) {
                    continue;
                }
                let latin = open.last().is_some_and(|(_, latin)| *latin);
                let own = attribute(&element, "lang").map(|lang| lang == "en");
                open.push((name.clone(), own.unwrap_or(latin) || name == "style"));
            }
            Event::Empty(element) => {
                seen.ids.extend(attribute(&element, "id"));
                seen.names.insert(element.name().as_ref().to_owned());
            }
            Event::End(element) => {
                let name = element.name().as_ref().to_owned();
                assert_eq!(open.pop().map(|(name, _)| name), Some(name), "a tag closes another");
            }
            Event::Text(text) => {
                let latin = open.last().is_some_and(|(_, latin)| *latin);
                seen.texts.push(Text { text: text.to_string(), latin });
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty(), "not closed: {open:?}");
    seen
}
