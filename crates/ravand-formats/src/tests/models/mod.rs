//! Random models within the language: whatever a file could say, in one of its ways.

mod overlays;

pub(in crate::tests) use overlays::overlay;

use chrono::NaiveDate;
use indexmap::IndexMap;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use ravand_core::decision::{ContextEntry, Each, Logic};
use ravand_core::*;
use ravand_feel::{HitPolicy, Type, Value};
use std::hash::Hash;

fn spanned<T>(value: T) -> Spanned<T> {
    Spanned::nowhere(value)
}

/// A group of declarations with distinct keys.
fn map<K: Hash + Eq + std::fmt::Debug, V: std::fmt::Debug>(
    key: impl Strategy<Value = K>,
    value: impl Strategy<Value = V>,
    most: usize,
) -> impl Strategy<Value = IndexMap<K, V>> {
    vec((key, value), 0..=most).prop_map(|entries| entries.into_iter().collect())
}

fn list<T: std::fmt::Debug>(item: impl Strategy<Value = T>) -> impl Strategy<Value = Vec<Spanned<T>>> {
    vec(item.prop_map(spanned), 0..4)
}

fn maybe<T: std::fmt::Debug>(item: impl Strategy<Value = T>) -> impl Strategy<Value = Option<Spanned<T>>> {
    of(item.prop_map(spanned))
}

fn id<T: for<'a> From<&'a str> + std::fmt::Debug>() -> impl Strategy<Value = T> {
    "[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,4}){0,2}"
        .prop_filter("a word of the language", |id| {
            !crate::ident::FLOW_WORDS.contains(&id.as_str()) && !["none", "on"].contains(&id.as_str())
        })
        .prop_map(|id| T::from(id.as_str()))
}

fn name<T: for<'a> From<&'a str> + std::fmt::Debug>() -> impl Strategy<Value = T> {
    "[a-z][a-z0-9]{0,5}(_[a-z0-9]{1,4}){0,2}"
        .prop_filter("a word of expressions", |name| {
            ravand_feel::is_name(name) && !["yes", "no", "from", "otherwise"].contains(&name.as_str())
        })
        .prop_map(|name| T::from(name.as_str()))
}

/// Signs that mean something to YAML, Persian, and what a screen does not show.
pub(super) fn text() -> BoxedStrategy<String> {
    let signs = select(vec![
        "a",
        "B",
        "7",
        " ",
        " ",
        "ی",
        "\u{200C}",
        "ه\u{654}",
        ":",
        ": ",
        " #",
        "#",
        "-",
        "- ",
        "?",
        "'",
        "\"",
        "\\",
        ",",
        "{",
        "}",
        "[",
        "]",
        "&",
        "*",
        "!",
        "|",
        ">",
        "%",
        "@",
        "`",
        "~",
        "null",
        "yes",
        "..",
        "\n",
        "\t",
        "\r",
        "\u{85}",
        "\u{2028}",
        "\u{FEFF}",
        "\u{200F}",
        "\u{1}",
        "long words that fill the line ",
    ]);
    vec(signs, 1..9)
        .prop_map(|signs| signs.concat())
        .prop_filter("nothing but spaces", |text| !text.trim().is_empty())
        .boxed()
}

fn share() -> impl Strategy<Value = f64> {
    prop_oneof![(0..=100u8).prop_map(|p| f64::from(p) / 100.0), 0.0..=1.0f64, Just(1e-9), Just(1.0)]
}

fn amount() -> impl Strategy<Value = f64> {
    prop_oneof![(0..1000u32).prop_map(f64::from), 0.0..1e6f64, Just(0.000_000_1)]
}

fn unit() -> impl Strategy<Value = Unit> {
    select(vec![
        Unit::Second,
        Unit::Minute,
        Unit::Hour,
        Unit::Day,
        Unit::Week,
        Unit::Month,
        Unit::WorkingMinute,
        Unit::WorkingHour,
        Unit::WorkingDay,
    ])
}

/// A thousand months are still a length of time.
fn time() -> impl Strategy<Value = f64> {
    amount().prop_map(|amount| amount % 1e3)
}

fn length() -> impl Strategy<Value = Length> {
    (time(), unit()).prop_map(|(amount, unit)| Length::new(amount, unit))
}

fn term() -> BoxedStrategy<Term> {
    let plain = length().prop_filter("it is over at once", |length| length.amount > 0.0).prop_map(Term::plain);
    let units = select(vec![Unit::Day, Unit::Week, Unit::Month, Unit::WorkingDay]);
    let law = (1..1000u32, units).prop_map(|(amount, unit)| Term::by_law(Length::new(f64::from(amount), unit)));
    let months = (1..=1200u32, select(vec![MonthsOf::Persian, MonthsOf::Gregorian]), any::<bool>());
    let months = months.prop_map(|(count, of, by_law)| Term {
        counting: if by_law { Counting::ByLaw } else { Counting::Plain },
        ..Term::months(count, of)
    });
    prop_oneof![plain, law, months].boxed()
}

fn distribution() -> impl Strategy<Value = Distribution> {
    distribution_of(amount().boxed())
}

fn distribution_of(amount: BoxedStrategy<f64>) -> impl Strategy<Value = Distribution> {
    (amount.clone(), amount.clone(), amount, 0..5u8).prop_map(|(a, b, c, kind)| {
        let mut sorted = [a, b, c];
        sorted.sort_by(f64::total_cmp);
        let [min, mode, max] = sorted;
        match kind {
            0 => Distribution::Exactly(a),
            1 => Distribution::Triangle { min, mode, max },
            2 => Distribution::Uniform { min, max },
            3 => Distribution::Exponential { mean: a + 0.5 },
            _ => Distribution::Lognormal { mean: a + 0.5, sd: b + 0.5 },
        }
    })
}

fn spread() -> BoxedStrategy<VariableLength> {
    (distribution_of(time().boxed()), unit()).prop_map(|(amount, unit)| VariableLength { amount, unit }).boxed()
}

fn date() -> impl Strategy<Value = NaiveDate> {
    (0..100_000i64)
        .prop_map(|days| NaiveDate::from_ymd_opt(1850, 1, 1).expect("a date") + chrono::TimeDelta::days(days))
}

fn title() -> BoxedStrategy<Title> {
    (of(text()), of(text().prop_map(|t| t.replace(['ي', 'ك'], "")))).prop_map(|(en, fa)| Title { en, fa }).boxed()
}

/// A title that says something.
fn said_title() -> BoxedStrategy<Title> {
    title().prop_filter("nobody named it", |title| title.en.is_some() || title.fa.is_some()).boxed()
}

fn attributes() -> BoxedStrategy<Attributes> {
    let basis = prop_oneof![
        Just(LegalBasis::NotFound),
        vec((id(), of("[0-9a-z()]{1,6}")).prop_map(|(law, article)| Citation { law, article }), 0..3)
            .prop_map(LegalBasis::Found),
    ];
    let breach = prop_oneof![
        Just(OnBreach::Reassign),
        Just(OnBreach::Consent),
        Just(OnBreach::Withdraw),
        Just(OnBreach::Refuse),
        id().prop_map(OnBreach::Escalate),
        id().prop_map(OnBreach::Notify),
    ];
    let second = prop_oneof![Just(SecondSignatory::None), id().prop_map(SecondSignatory::Role)];
    let criteria = (text(), any::<bool>()).prop_map(|(see, published)| Criteria { see, published });
    let words = (
        maybe(select(crate::step::KINDS).prop_map(|(_, kind)| kind)),
        maybe(select(crate::step::DISCRETIONS).prop_map(|(_, discretion)| discretion)),
        maybe(select(crate::step::CONTACTS).prop_map(|(_, contact)| contact)),
        maybe(select(crate::step::ASSIGNS).prop_map(|(_, assign)| assign)),
        maybe(select(crate::step::QUEUES).prop_map(|(_, queue)| queue)),
        maybe(any::<bool>()),
        maybe(any::<bool>()),
    );
    let times = (maybe(spread()), maybe(spread()), maybe(spread()), maybe(term()));
    let ids = (maybe(id()), maybe(id()), maybe(id()), maybe(id()));
    let texts = (maybe(said_title()), maybe(text()), maybe(text()), maybe(text()));
    let votes = (vec(id().prop_map(spanned), 1..4), 1..4_u32, proptest::option::of((1..4_u32).prop_map(spanned)))
        .prop_map(|(members, carried_by, quorum)| Vote { members, carried_by: spanned(carried_by), quorum });
    let rest = (maybe(basis), maybe(breach), maybe(second), maybe(criteria), maybe(votes));
    (words, times, ids, texts, rest)
        .prop_map(|(words, times, ids, texts, rest)| {
            let (kind, discretion, contact, assign, queue, irreversible, reason_required) = words;
            let (work, wait, elapsed, due) = times;
            let (role, decision, objection, to) = ids;
            let (title, silence_basis, safeguard, when) = texts;
            let (legal_basis, on_breach, second_signatory, criteria, vote) = rest;
            Attributes {
                title,
                kind,
                role,
                discretion,
                legal_basis,
                work,
                wait,
                elapsed,
                contact,
                assign,
                criteria,
                due,
                on_breach,
                silence_basis,
                safeguard,
                irreversible,
                decision,
                reason_required,
                objection,
                second_signatory,
                queue,
                when,
                to,
                vote,
            }
        })
        .boxed()
}

fn target() -> BoxedStrategy<Target> {
    prop_oneof![
        Just(Target::On),
        id().prop_map(Target::BackTo),
        id().prop_map(Target::SkipTo),
        id().prop_map(Target::Call),
        id().prop_map(Target::End),
    ]
    .boxed()
}

fn step() -> BoxedStrategy<Step> {
    let ids = (list(id()), list(id()), list(id()), list(name()), list(id()), list(id()), list(id()), list(id()));
    let outcomes = map(name(), target().prop_map(spanned), 3);
    let catches = map(name::<String>(), share().prop_map(spanned), 2);
    (attributes(), ids, outcomes, map(name(), share().prop_map(spanned), 3), catches)
        .prop_map(|(attributes, ids, outcomes, chances, catches)| {
            let (needs, may_use, produces, asks, evidence, after, not_same_person_as, same_person_as) = ids;
            Step {
                attributes,
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
                catches,
                history: Vec::new(),
            }
        })
        .boxed()
}

pub(super) fn datum() -> BoxedStrategy<DataDeclaration> {
    let ty = prop_oneof![
        Just((Type::Bool, vec![Value::from(true), Value::from(false)])),
        Just((Type::Number, vec![Value::from(0), Value::from(-17), Value::Number("2.50".parse().expect("a number"))])),
        text().prop_map(|text| (Type::Text, vec![Value::from(text.as_str())])),
        vec(name::<String>(), 1..4).prop_map(|names| {
            let ty = Type::one_of(names.clone());
            let Type::Enum(of) = &ty else { return (ty, Vec::new()) };
            let values = names.iter().filter_map(|name| of.value(name)).map(Value::from).collect();
            (ty, values)
        }),
    ];
    (ty, any::<bool>(), any::<prop::sample::Index>(), any::<bool>(), title())
        .prop_map(|((ty, values), personal, which, has_default, title)| DataDeclaration {
            ty,
            personal,
            default: has_default.then(|| which.get(&values).clone()),
            title,
            span: Span::default(),
        })
        .boxed()
}

pub(super) fn roles() -> impl Strategy<Value = IndexMap<RoleId, RoleDeclaration>> {
    let holders = of(prop_oneof![Just(Holders::Unlimited), (1..crate::HOLDERS_MAX).prop_map(Holders::Count)]);
    let party = select(crate::registry::PARTIES).prop_map(|(_, party)| party);
    let role = (title(), holders, any::<bool>(), party).prop_map(|(title, holders, assumed, party)| RoleDeclaration {
        title,
        holders,
        assumed,
        party,
        span: Span::default(),
    });
    map(id(), role, 3)
}

pub(super) fn documents() -> impl Strategy<Value = IndexMap<DocumentId, DocumentDeclaration>> {
    let document = (title(), any::<bool>(), any::<bool>()).prop_map(|(title, from_applicant, optional)| {
        DocumentDeclaration { title, from_applicant, optional, span: Span::default() }
    });
    map(id(), document, 3)
}

fn ends() -> impl Strategy<Value = IndexMap<EndId, EndDeclaration>> {
    let end = (title(), any::<bool>()).prop_map(|(title, favourable)| EndDeclaration {
        title,
        favourable,
        span: Span::default(),
    });
    map(id(), end, 3)
}

fn order() -> impl Strategy<Value = Spanned<Order>> {
    any::<bool>().prop_map(|documents| spanned(if documents { Order::ByDocuments } else { Order::AsWritten }))
}

fn block() -> BoxedStrategy<Block> {
    let leaf = prop_oneof![
        4 => id().prop_map(|id| Block::Step(spanned(id))),
        1 => id().prop_map(|id| Block::Call(spanned(id))),
        1 => id().prop_map(|id| Block::End(spanned(id))),
    ];
    leaf.prop_recursive(3, 20, 4, |inner| {
        let blocks = || vec(inner.clone(), 0..4);
        let branch = (text(), blocks()).prop_map(|(when, blocks)| Branch { when: Some(spanned(when)), blocks });
        prop_oneof![
            (id(), title(), order(), blocks()).prop_map(|(id, title, order, blocks)| {
                Block::Stage(Stage { id: spanned(id), title, order, blocks })
            }),
            vec(blocks(), 2..4).prop_map(|branches| Block::All { branches, span: Span::default() }),
            (vec(branch, 2..4), of(blocks())).prop_map(|(mut branches, otherwise)| {
                branches.extend(otherwise.map(|blocks| Branch { when: None, blocks }));
                Block::One { branches, span: Span::default() }
            }),
        ]
    })
    .boxed()
}

/// A table, or any other logic; a knowledge model now and then.
pub(super) fn decision() -> BoxedStrategy<Decision> {
    let head = (vec(id().prop_map(spanned), 0..3), of(map(name(), datum(), 2)));
    let other = (title(), maybe(text()), map(name(), datum(), 2), logic());
    let other = other.prop_map(|(title, basis, outputs, logic)| Decision {
        title,
        basis,
        outputs,
        logic: Some(Box::new(logic)),
        ..Decision::empty(Span::default())
    });
    (head, prop_oneof![table(), other])
        .prop_map(|((requires, parameters), decision)| Decision { requires, parameters, ..decision })
        .boxed()
}

/// A boxed expression.
fn logic() -> BoxedStrategy<Logic> {
    let span = Span::default();
    let leaf = prop_oneof![
        3 => text().prop_map(|text| Logic::Literal(spanned(text))),
        1 => table().prop_map(|table| Logic::Table(Box::new(Decision {
            title: Title::default(),
            basis: None,
            ..table
        }))),
    ];
    leaf.prop_recursive(3, 12, 3, move |inner| {
        let boxed = || inner.clone().prop_map(Box::new);
        let entry = (text(), prop_oneof![Just(Type::Any), datum().prop_map(|it| it.ty)], inner.clone())
            .prop_map(|(name, ty, logic)| ContextEntry { name: spanned(name), ty, logic });
        let by_name = || map(text(), inner.clone(), 2);
        prop_oneof![
            (vec(entry, 0..3), of(boxed())).prop_map(move |(entries, result)| {
                let mut seen = std::collections::BTreeSet::new();
                let entries = entries.into_iter().filter(|entry| seen.insert(entry.name.value.clone())).collect();
                Logic::Context { entries, result, span }
            }),
            (text(), by_name()).prop_map(move |(callee, with)| Logic::Call { callee: spanned(callee), with, span }),
            vec(inner.clone(), 0..3).prop_map(move |items| Logic::List { items, span }),
            (vec(text().prop_map(spanned), 1..3), vec(vec(inner.clone(), 1..3), 0..3))
                .prop_map(move |(columns, rows)| Logic::Relation { columns, rows, span }),
            (map(name(), datum(), 2), boxed()).prop_map(move |(parameters, body)| Logic::Function {
                parameters,
                body,
                span
            }),
            (boxed(), boxed(), boxed()).prop_map(move |(condition, then, otherwise)| Logic::If {
                condition,
                then,
                otherwise,
                span
            }),
            (boxed(), boxed()).prop_map(move |(list, keep)| Logic::Filter { list, keep, span }),
            (prop_oneof![Just(Each::For), Just(Each::Some), Just(Each::Every)], text(), boxed(), boxed()).prop_map(
                move |(what, variable, list, body)| Logic::Each { what, variable: spanned(variable), list, body, span }
            ),
        ]
    })
    .boxed()
}

fn table() -> BoxedStrategy<Decision> {
    let columns = (vec(text(), 1..3), map(name(), datum(), 2));
    let heads = (title(), maybe(text()), any::<bool>());
    (columns, heads, vec((any::<bool>(), vec((of(text()), text()), 4)), 0..4))
        .prop_map(|((inputs, outputs), (title, basis, first), rows)| {
            let mut seen: Vec<String> = Vec::new();
            let mut inputs = inputs;
            inputs.retain(|input| {
                let new = !seen.contains(&input.trim().to_owned());
                seen.push(input.trim().to_owned());
                new && !outputs.contains_key(input.as_str()) && input.trim() != "otherwise"
            });
            let rule = |(otherwise, cells): (bool, Vec<(Option<String>, String)>)| {
                let test = |text: &Option<String>| text.clone().filter(|t| !otherwise && t != "yes" && t != "no");
                let tests = inputs.iter().zip(&cells).map(|(_, (cell, _))| test(cell).map(spanned)).collect();
                let result = |ty: &Type, cell: &str| match ty {
                    Type::Text => crate::decision::feel_text(cell),
                    _ if cell == "yes" || cell == "no" => "true".to_owned(),
                    _ => cell.to_owned(),
                };
                let results = outputs.values().zip(&cells).map(|(of, (_, cell))| spanned(result(&of.ty, cell)));
                Rule { inputs: tests, outputs: results.collect(), otherwise, span: Span::default() }
            };
            let rules = rows.into_iter().map(rule).collect();
            let hit = spanned(if first { HitPolicy::First } else { HitPolicy::Unique });
            let inputs = inputs.iter().cloned().map(spanned).collect();
            Decision { title, basis, hit, inputs, outputs, rules, ..Decision::empty(Span::default()) }
        })
        .boxed()
}

pub(super) fn definition() -> impl Strategy<Value = Definition> {
    let head = (id(), title(), maybe(text()), maybe(text()), 0..3usize, maybe(date()), maybe(id()));
    let sla = of((term(), maybe(share())).prop_map(|(due, warn_at)| Sla {
        due: spanned(due),
        warn_at,
        on_breach: Some(spanned(OnBreach::Notify("mayor".into()))),
    }));
    let declared = (map(name(), datum(), 3), documents(), roles(), ends());
    let steps = vec((id(), step()), 1..4).prop_map(|all| all.into_iter().collect::<IndexMap<StepId, Step>>());
    let flow = (order(), vec(block(), 0..4)).prop_map(|(order, blocks)| Flow { order, blocks, graph: None });
    (head, sla, declared, steps, flow, map(id(), decision(), 2)).prop_map(
        |(head, sla, (data, documents, roles, ends), steps, flow, decisions)| {
            let (id, title, domain, owner, provenance, valid_from, calendar) = head;
            Definition {
                id: spanned(id),
                title,
                domain,
                owner,
                provenance: spanned(crate::process::PROVENANCES[provenance].1),
                valid_from,
                calendar,
                sla,
                data,
                documents,
                roles,
                ends,
                step_spans: steps.keys().map(|id| (id.clone(), Span::default())).collect(),
                steps,
                flow,
                decisions,
                overlays: Vec::new(),
            }
        },
    )
}

fn source() -> BoxedStrategy<DataSource> {
    prop_oneof![
        text().prop_map(DataSource::From),
        distribution().prop_map(DataSource::Number),
        (name::<String>(), 1..100u8).prop_map(|(name, percent)| {
            let share = f64::from(percent) / 100.0;
            DataSource::Choice(vec![(name, share), ("yes".to_owned(), 1.0 - share)])
        }),
    ]
    .boxed()
}

fn cost_of() -> BoxedStrategy<CostOf> {
    prop_oneof![id().prop_map(CostOf::Role), name().prop_map(CostOf::Escaped)].boxed()
}

fn cost() -> BoxedStrategy<Cost> {
    (0..1_000_000_000_000_i64, of(unit())).prop_map(|(rial, per)| Cost { rial: rial.into(), per }).boxed()
}

fn uncertain() -> BoxedStrategy<Uncertain> {
    const TIMES: &[StepTime] = &[StepTime::Work, StepTime::Wait, StepTime::Elapsed];
    prop_oneof![
        Just(Uncertain::Arrivals),
        name().prop_map(Uncertain::Error),
        // A step of that id would be read as a list of errors.
        (id::<StepId>().prop_filter("no word", |id| id.as_str() != "errors"), select(TIMES))
            .prop_map(|(step, time)| Uncertain::Time(step, time)),
        (id::<StepId>(), name::<OutcomeName>())
            .prop_filter("no word", |(id, name)| {
                id.as_str() != "errors" && TIMES.iter().all(|time| time.as_str() != name.as_str())
            })
            .prop_map(|(step, outcome)| Uncertain::Chance(step, outcome)),
    ]
    .boxed()
}

pub(super) fn scenario() -> impl Strategy<Value = Scenario> {
    let lengths = || map(id(), spread().prop_map(spanned), 2);
    let arrivals = prop_oneof![
        Just(Arrivals::AtStart),
        (spread(), maybe(id())).prop_map(|(between, calendar)| Arrivals::Every { between: spanned(between), calendar }),
    ];
    let staff = (1..9u32, share().prop_map(|s| s.max(0.001)), maybe(id()))
        .prop_map(|(holders, share, calendar)| Staff { holders, share, calendar, span: Span::default() });
    let extent = prop_oneof![
        (1..crate::CASES_MAX).prop_map(|cases| Extent::Cases(spanned(cases))),
        date().prop_map(|day| Extent::Until(spanned(day))),
    ];
    let head = (id(), title(), vec(said_title(), 0..3), id(), date(), extent, arrivals);
    let groups = (
        map(id(), staff, 3),
        map(name(), source().prop_map(spanned), 3),
        map((id(), name()), share().prop_map(spanned), 3),
        map(select(crate::step::KINDS).prop_map(|(_, kind)| kind), spread().prop_map(spanned), 2),
        (lengths(), lengths(), lengths()),
        (map(name(), share().prop_map(spanned), 2), map(cost_of(), cost().prop_map(spanned), 2)),
        map(uncertain(), share().prop_map(spanned), 2),
    );
    let rest = (0..2usize, maybe(id()), 0..2usize, 0..2usize, 1..9u32, maybe(length()), of((0..2usize, share())));
    (head, groups, rest).prop_map(|(head, groups, rest)| {
        let (id, title, assumptions, process, start, extent, arrivals) = head;
        let (staff, data, chances, work_by_kind, (work, wait, elapsed), (errors, costs), uncertain) = groups;
        let (times, calendar, calls, exits, replications, warm_up, calibration) = rest;
        Scenario {
            id: spanned(id),
            title,
            assumptions,
            process: spanned(process),
            start: spanned(start),
            extent,
            arrivals,
            times: spanned(crate::scenario::TIMES[times].1),
            calendar,
            staff,
            data,
            chances,
            work_by_kind,
            work,
            wait,
            elapsed,
            errors,
            costs,
            uncertain,
            calls: crate::scenario::CALLS[calls].1,
            exits: crate::scenario::EXITS[exits].1,
            replications: spanned(replications),
            warm_up,
            calibration: calibration
                .map(|(to, load_at_most)| Calibration { to: crate::scenario::TIMES[to].1, load_at_most }),
        }
    })
}
