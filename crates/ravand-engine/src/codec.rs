//! How a definition becomes a text that the store keeps, so that a case can be run years later
//! by the very version that it was started with. The engine knows no file format: the façade
//! hands one in.

use ravand_core::Definition;
use std::fmt;

/// A text is no definition, or a definition has no text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct CodecError(pub String);

/// Writes definitions and reads them back.
///
/// What is read has the digest of what was written: [`Engine::deploy`](crate::Engine::deploy)
/// checks it for every definition and refuses one for which it is not so.
pub trait Codec: Send + Sync + fmt::Debug {
    /// A definition as a text, complete in itself.
    ///
    /// # Errors
    /// It has none.
    fn write(&self, definition: &Definition) -> Result<String, CodecError>;

    /// The definition of a text.
    ///
    /// # Errors
    /// It is none.
    fn read(&self, text: &str) -> Result<Definition, CodecError>;
}
