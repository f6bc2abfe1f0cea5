//! Definitions as the project writes them, for an engine that keeps them.

use ravand_core::{Definition, Language, Sources, has_errors};
use ravand_engine::{Codec, CodecError};

/// Keeps definitions as YAML, complete in themselves: overlays are merged and archetypes filled in.
#[derive(Debug, Clone, Copy, Default)]
pub struct Yaml;

impl Codec for Yaml {
    fn write(&self, definition: &Definition) -> Result<String, CodecError> {
        Ok(ravand_formats::print_process(definition))
    }

    fn read(&self, text: &str) -> Result<Definition, CodecError> {
        let mut sources = Sources::new();
        let source = sources.add("definition.yaml", text);
        let read = ravand_formats::read_process(&sources, source);
        match read.value {
            Some(file) if !has_errors(&read.diagnostics) => Ok(file.definition),
            _ => {
                let words = read.diagnostics.iter().map(|found| found.one_line(&sources, Language::En));
                Err(CodecError(words.collect::<Vec<_>>().join("; ")))
            }
        }
    }
}
