//! What a process is in figures: how many steps, how many of them leave room for taste.
//!
//! Counts what stands in the definition, whether or not a case ever reaches it. It judges
//! nothing: what is too much is said by the linter's rules.

use crate::definition::Definition;
use crate::step::{Contact, Discretion, Kind};
use std::collections::BTreeSet;

/// The figures of a process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Steps.
    pub steps: usize,
    /// Steps whose doer's own view decides: judgement or free.
    pub discretionary_steps: usize,
    /// Steps with a free choice (تخییری).
    pub free: usize,
    /// Steps with an assessment (تشخیصی).
    pub judgement: usize,
    /// Approval signatures.
    pub approvals: usize,
    /// Approval signatures, discretionary, for which no law was found.
    pub approvals_discretionary_without_basis: usize,
    /// Discretionary steps for which no law was found.
    pub discretionary_without_basis: usize,
    /// Steps at which the citizen stands before the person who does them.
    pub face_to_face: usize,
    /// Discretionary steps among these.
    pub face_to_face_discretionary: usize,
    /// Steps for which no law was found.
    pub without_basis: usize,
    /// Distinct documents that the applicant brings and a step needs or may use.
    pub documents: usize,
    /// Distinct roles that do a step.
    pub roles: usize,
}

/// Counts a process.
///
/// ```
/// use ravand_core::{Definition, count};
/// # fn show(permit: &Definition) {
/// let counts = count(permit);
/// println!("{} steps, {} of them discretionary", counts.steps, counts.discretionary_steps);
/// # }
/// ```
pub fn count(definition: &Definition) -> Counts {
    let mut counts = Counts::default();
    let mut roles = BTreeSet::new();
    let mut documents = BTreeSet::new();
    for step in definition.steps.values() {
        let discretion = step.discretion();
        let discretionary = discretion.is_discretionary();
        let without_basis = step.basis_not_found();
        let approval = step.kind() == Kind::Approve;
        let face_to_face = step.contact() == Contact::FaceToFace;
        counts.steps += 1;
        counts.discretionary_steps += usize::from(discretionary);
        counts.free += usize::from(discretion == Discretion::Free);
        counts.judgement += usize::from(discretion == Discretion::Judgement);
        counts.approvals += usize::from(approval);
        counts.approvals_discretionary_without_basis += usize::from(approval && discretionary && without_basis);
        counts.discretionary_without_basis += usize::from(discretionary && without_basis);
        counts.face_to_face += usize::from(face_to_face);
        counts.face_to_face_discretionary += usize::from(face_to_face && discretionary);
        counts.without_basis += usize::from(without_basis);
        roles.extend(step.role());
        let used = step.needs.iter().chain(&step.may_use).map(|document| &document.value);
        documents.extend(used.filter(|id| definition.is_from_applicant(id)));
    }
    counts.documents = documents.len();
    counts.roles = roles.len();
    counts
}

#[cfg(test)]
mod tests {
    use super::{Counts, count};
    use crate::span::Spanned;
    use crate::step::{Contact, Discretion, Kind, LegalBasis};
    use crate::testing::process;

    #[test]
    fn each_figure_counts_its_own() {
        let mut definition = process("a: in-form in-deed? > x role:r\nb: x in-form role:r\nc: role:s\nd");
        definition.documents.insert("in-unused".into(), definition.documents["in-form"].clone());
        for (id, discretion) in [("a", Discretion::Free), ("b", Discretion::Judgement), ("c", Discretion::Criteria)] {
            let attributes = &mut definition.steps[id].attributes;
            attributes.discretion = Some(Spanned::nowhere(discretion));
            attributes.legal_basis = Some(Spanned::nowhere(LegalBasis::NotFound));
            attributes.kind = Some(Spanned::nowhere(Kind::Approve));
            attributes.contact = Some(Spanned::nowhere(Contact::FaceToFace));
        }
        definition.steps["b"].attributes.legal_basis = None;
        let expected = Counts {
            steps: 4,
            discretionary_steps: 2,
            free: 1,
            judgement: 1,
            approvals: 3,
            approvals_discretionary_without_basis: 1,
            discretionary_without_basis: 1,
            face_to_face: 3,
            face_to_face_discretionary: 2,
            without_basis: 2,
            documents: 2,
            roles: 2,
        };
        assert_eq!(count(&definition), expected);
    }
}
