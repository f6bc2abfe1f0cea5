//! Random overlays: every operation, in one of its ways.

use super::*;

fn edit<T: std::fmt::Debug + Clone>(
    item: impl Strategy<Value = T> + Clone,
) -> impl Strategy<Value = Option<ListEdit<T>>> {
    of(prop_oneof![
        list(item.clone()).prop_map(ListEdit::Replace),
        (list(item.clone()), list(item)).prop_map(|(add, drop)| ListEdit::Edit { add, drop }),
    ])
}

fn patch() -> BoxedStrategy<StepPatch> {
    fn ids<T: for<'a> From<&'a str> + std::fmt::Debug + Clone>() -> impl Strategy<Value = Option<ListEdit<T>>> {
        edit("[a-z]{1,6}".prop_map(|id| T::from(id.as_str())))
    }
    let asks = edit(select(vec!["area_m2", "x"]).prop_map(DataName::from));
    let lists = (ids(), ids(), ids(), asks, ids(), ids(), ids(), ids());
    let outcomes = map(name(), of(target()).prop_map(spanned), 3);
    let shares = || map(name::<OutcomeName>(), of(share()).prop_map(spanned), 2);
    let unset = prop::sample::subsequence(AttributeName::ALL, 0..3);
    (attributes(), unset, lists, outcomes, shares(), shares())
        .prop_map(|(mut attributes, mut unset, lists, outcomes, chances, catches)| {
            unset.sort();
            let (needs, may_use, produces, asks, evidence, after, not_same_person_as, same_person_as) = lists;
            for name in &unset {
                attributes.unset(*name);
            }
            StepPatch {
                attributes,
                unset: unset.into_iter().map(spanned).collect(),
                needs,
                may_use,
                produces,
                asks,
                evidence,
                after,
                not_same_person_as,
                same_person_as,
                outcomes,
                chances,
                catches: catches.into_iter().map(|(name, share)| (name.as_str().to_owned(), share)).collect(),
            }
        })
        .boxed()
}

fn action() -> BoxedStrategy<Action> {
    let fate = prop_oneof![Just(DocumentFate::Dropped), id().prop_map(DocumentFate::ReplacedBy)];
    let fates = || map(id(), fate.clone().prop_map(spanned), 2);
    let of_step = || id().prop_map(spanned);
    prop_oneof![
        (of_step(), of(spot()), step().prop_map(Box::new)).prop_map(|(step, at, content)| Action::Add {
            step,
            at,
            content
        }),
        (vec(id().prop_map(spanned), 1..3), spot()).prop_map(|(steps, at)| Action::Move { steps, at }),
        ordered(),
        of_flow(),
        of_declarations(),
        (of_step(), fates()).prop_map(|(step, documents)| Action::Remove { step, documents }),
        (list(id()), of_step(), fates()).prop_map(|(steps, into, documents)| Action::Merge { steps, into, documents }),
        (of_step(), patch().prop_map(Box::new)).prop_map(|(step, to)| Action::Change { step, to }),
        (of_step(), patch().prop_map(Box::new)).prop_map(|(step, to)| Action::Automate { step, to }),
        (of_step(), id().prop_map(spanned), patch().prop_map(Box::new)).prop_map(|(step, by, to)| Action::Decide {
            step,
            by,
            to
        }),
    ]
    .boxed()
}

fn spot() -> BoxedStrategy<Spot> {
    prop_oneof![
        id().prop_map(|step| Spot::After(spanned(step))),
        id().prop_map(|step| Spot::Before(spanned(step))),
        of(id()).prop_map(|stage| Spot::First(spanned(stage))),
        of(id()).prop_map(|stage| Spot::Last(spanned(stage))),
    ]
    .boxed()
}

fn ordered() -> BoxedStrategy<Action> {
    (maybe(id()), of(order()), of(vec(block(), 0..3)), order())
        .prop_map(|(stage, order, blocks, other)| {
            // It says one of the two at least.
            let order = if blocks.is_none() { order.or(Some(other)) } else { order };
            Action::Order { stage, order, blocks, span: Span::default() }
        })
        .boxed()
}

fn of_flow() -> BoxedStrategy<Action> {
    let steps = || vec(id().prop_map(spanned), 1..3);
    prop_oneof![
        vec(steps(), 2..4).prop_map(|branches| Action::Gateway { kind: GatewayKind::All, branches }),
        (text(), steps()).prop_map(|(when, steps)| {
            Action::Gateway { kind: GatewayKind::One { when: spanned(when) }, branches: vec![steps] }
        }),
        (id(), title(), order(), steps()).prop_map(|(stage, title, order, around)| Action::Stage {
            stage: spanned(stage),
            title,
            order,
            around
        }),
        (id(), said_title()).prop_map(|(stage, title)| Action::ChangeStage { stage: spanned(stage), title }),
        id().prop_map(|stage| Action::RemoveStage { stage: spanned(stage) }),
    ]
    .boxed()
}

fn of_declarations() -> BoxedStrategy<Action> {
    let subject = prop_oneof![
        id().prop_map(Subject::Role),
        id().prop_map(Subject::Document),
        name().prop_map(Subject::Datum),
        id().prop_map(Subject::End),
        id().prop_map(Subject::Decision),
    ];
    let declared = prop_oneof![
        roles().prop_filter_map("a role", |all| all.into_iter().next().map(|(id, it)| Declaration::Role(id, it))),
        (name(), datum()).prop_map(|(name, it)| Declaration::Datum(name, it)),
        ends().prop_filter_map("an end", |all| all.into_iter().next().map(|(id, it)| Declaration::End(id, it))),
        (id(), decision()).prop_map(|(id, it)| Declaration::Decision(id, it)),
    ];
    let patch = (maybe(said_title()), maybe(text()), of(any::<bool>())).prop_map(|(title, domain, provenance)| {
        let unset = if domain.is_none() { vec![spanned("domain")] } else { Vec::new() };
        let provenance = provenance.map(|_| spanned(Provenance::Sourced));
        ProcessPatch { title, domain, provenance, unset, ..ProcessPatch::default() }
    });
    prop_oneof![
        subject.prop_map(|subject| Action::Withdraw { subject: spanned(subject) }),
        declared.prop_map(|to| Action::Redeclare { span: Span::default(), to: Box::new(to) }),
        (id(), patch).prop_map(|(process, to)| Action::ChangeProcess { process: spanned(process), to: Box::new(to) }),
    ]
    .boxed()
}

fn digest() -> impl Strategy<Value = DigestPrefix> {
    "[0-9a-f]{6,64}".prop_map(|digits| DigestPrefix::parse(&format!("v1:sha256:{digits}")).expect("a digest"))
}

fn operation() -> BoxedStrategy<Operation> {
    (action(), said_title(), said_title(), maybe(said_title()), maybe(said_title()), any::<bool>())
        .prop_map(|(action, why, decided_by, needs_first, caught_by, assumed)| Operation {
            action,
            why: Some(spanned(why)),
            decided_by: Some(spanned(decided_by)),
            needs_first,
            caught_by,
            assumed,
            span: Span::default(),
        })
        .boxed()
}

pub(in crate::tests) fn overlay() -> impl Strategy<Value = Overlay> {
    let sources = prop::sample::select(&[Provenance::Sourced, Provenance::Modelled, Provenance::Synthetic][..]);
    let provenance = maybe(sources);
    let head = (id(), title(), id(), maybe(digest()), any::<bool>(), provenance, maybe(said_title()), maybe(date()));
    let brought = (roles(), documents(), map(name(), datum(), 2), map(id(), decision(), 1), ends());
    (head, vec(operation(), 0..4), brought).prop_map(|(head, changes, (roles, documents, data, decisions, ends))| {
        let (id, title, of, base, reform, provenance, reason, expires) = head;
        Overlay {
            id: spanned(id),
            title,
            of: spanned(of),
            base,
            kind: if reform { OverlayKind::Reform } else { OverlayKind::Variant },
            provenance,
            reason,
            expires,
            changes,
            roles,
            documents,
            data,
            decisions,
            ends,
        }
    })
}
