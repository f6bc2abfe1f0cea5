//! Bytes as commands to a case of the sample: whatever comes in whatever order, the kernel
//! answers, and the events that it gave make the same case again.

use ravand_core::calendar::WorkingCalendar;
use ravand_core::{Sources, Timestamp};
use ravand_formats::bpmn::read_bpmn;
use ravand_kernel::{Command, CompiledProcess, Context, Event, Instance, OutcomeIndex, TaskId, WaitId, apply, handle};
use std::sync::LazyLock;

/// Commands of one input.
const COMMANDS_MAX: usize = 200;
/// An hour, in microseconds.
const HOUR: i64 = 3_600_000_000;

static SAMPLE: LazyLock<Option<CompiledProcess>> = LazyLock::new(|| {
    let mut sources = Sources::new();
    let id = sources.add("sample.bpmn", include_str!("sample.bpmn"));
    let file = read_bpmn(&sources, id).value?;
    CompiledProcess::compile(file.processes.first()?).ok()
});

/// Runs the target on one input; says whether there was a process to command.
pub fn run(bytes: &[u8]) -> bool {
    let Some(process) = &*SAMPLE else { return false };
    drive(process, bytes);
    true
}

/// Starts a case and gives it a command for each byte.
pub fn drive(process: &CompiledProcess, bytes: &[u8]) {
    let calendar = WorkingCalendar::around_the_clock();
    let mut case = Instance::new(process);
    let mut events: Vec<Event> = Vec::new();
    let mut now = Timestamp::from_micros(0);
    let starting = std::iter::once(None).chain(bytes.iter().take(COMMANDS_MAX).map(Some));
    for byte in starting {
        let command = byte.map_or(Command::Start { data: &[] }, |byte| command(&case, *byte));
        let context = Context { now, actor: None, calendar: &calendar, entropy: 1 };
        // What is refused says why and changes nothing: the replay below would show it.
        drop(handle(&context, process, &mut case, command, &mut events));
        now = now.plus_micros(HOUR * i64::from(byte.copied().unwrap_or_default() >> 4));
    }
    let mut again = Instance::new(process);
    events.iter().for_each(|event| apply(process, &mut again, event));
    assert!(again == case, "the events make another case");
}

fn command(case: &Instance, byte: u8) -> Command<'static> {
    let which = usize::from(byte >> 4);
    let task = case.tasks().get(which % case.tasks().len().max(1)).map_or(TaskId::from(u32::MAX), |task| task.id);
    let wait = case.waits().get(which % case.waits().len().max(1)).map_or(WaitId::from(u32::MAX), |wait| wait.id);
    match byte & 15 {
        0..=3 => Command::complete(task),
        4 => Command::CompleteTask { task, outcome: Some(OutcomeIndex::from(u16::from(byte >> 4))), data: &[] },
        5 | 6 => Command::Trigger { wait, data: &[] },
        7 => Command::FailJob { task, reason: "" },
        8 => Command::ThrowError { task, code: "broken" },
        9 => Command::Escalate { task, code: "" },
        10 => match case.incidents().first() {
            Some(incident) => Command::RetryIncident { incident: incident.id, data: &[] },
            None => Command::SetData { data: &[] },
        },
        11 => Command::Start { data: &[] },
        15 if which == 15 => Command::Cancel,
        _ => Command::SetData { data: &[] },
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_sample_can_be_commanded() {
        assert!(super::run(&[0, 5, 0, 0, 0, 7, 7, 7, 10, 0, 255]));
    }
}
