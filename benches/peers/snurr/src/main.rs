//! Runs a BPMN file so many times in snurr, on one thread; prints its version and how many
//! instances one second of CPU time is enough for.

use cpu_time::ProcessTime;
use snurr::Process;
use std::error::Error;

const VERSION: &str = "0.13.0";

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("no file")?;
    let instances: u32 = arguments.next().ok_or("no number")?.parse()?;
    let mut process = Process::<u32>::new(file)?;
    let tasks = (1..=10).map(|number| format!("Task {number}"));
    for name in tasks.chain(["Yes", "Left", "Right"].map(str::to_owned)) {
        process = process.task(name, |done| {
            if let Ok(mut done) = done.lock() {
                *done += 1;
            }
            None
        });
    }
    let process = process.exclusive("Which?", |_| "YES".into()).build()?;
    let begun = ProcessTime::now();
    for _ in 0..instances {
        let done = process.run(0)?;
        if done != 13 {
            return Err(format!("{done} tasks were done, not 13").into());
        }
    }
    let seconds = begun.elapsed().as_secs_f64();
    println!("{{\"version\": \"{VERSION}\", \"instances_per_s\": {}}}", f64::from(instances) / seconds);
    Ok(())
}
