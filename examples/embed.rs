//! One building permit case from its registration to its end, in one's own program: what
//! to do next comes from the kernel, who does it and when is the host's.
//!
//! `cargo run -p ravand-examples --example embed`

use ravand::bank::Bank;
use ravand::core::Timestamp;
use ravand::feel::{EnumValue, Number, Type, Value};
use ravand::kernel::{Command, CompiledProcess, CompiledTarget, Context, Event, Instance, Slot, Status, handle, may};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../processes");
    let bank = Bank::open(root.as_ref())?;
    let permit = CompiledProcess::compile(&bank.processes["building-permit"]).map_err(|d| format!("{d:?}"))?;
    let calendar = &bank.calendars["tehran-offices"];

    let mut now = Timestamp::from_micros(1_648_960_200_000_000); // 3 April 2022, 08:00 in Tehran
    let mut case = Instance::new(&permit);
    let mut log: Vec<Event> = Vec::new();
    let mut command = Command::Start { data: &[] };
    let mut filled_in: Vec<(Slot, Value)>;

    // Salts of personal values are made from entropy: a host draws fresh random bits for each
    // command and never counts.
    for entropy in 0.. {
        let context = Context { now, actor: None, calendar, entropy };
        handle(&context, &permit, &mut case, command, &mut log)?;
        let Some(task) = case.tasks().first() else { break };
        let step = permit.step(task.step);

        // A host would show this on somebody's worklist. Here everybody says yes …
        let good = |o: &&ravand::kernel::CompiledOutcome| o.target == CompiledTarget::On;
        let outcome = step.outcomes.iter().find(good).and_then(|o| step.outcome(o.name.as_str()));
        filled_in = step.asks.iter().map(|slot| (*slot, some(permit.schema().ty(*slot)))).collect();
        command = Command::CompleteTask { task: task.id, outcome, data: &filled_in };

        // … who holds the step's role, asked before: a gate is a pure question.
        let clerk =
            ravand::kernel::Actor { id: "maryam".into(), roles: step.role.iter().cloned().collect(), units: vec![] };
        may(&permit, &case, &command, &clerk)?;
        now = now.plus_micros(3_600_000_000);
    }

    log.iter().for_each(|event| println!("{}", event.line(&permit)));
    assert!(matches!(case.status(), Status::Ended(end) if permit.ends()[end.index()].favourable));
    Ok(())
}

/// Some value of a type.
fn some(ty: Option<&Type>) -> Value {
    match ty {
        Some(Type::Bool) => Value::Bool(true),
        Some(Type::Number) => Value::Number(Number::from(5)),
        Some(Type::Enum(_)) => Value::Enum(EnumValue(0)),
        _ => Value::from("Maryam"),
    }
}
