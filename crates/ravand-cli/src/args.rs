//! What can be typed.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// One process, written once: look at it, lint it, simulate it, reform it.
#[derive(Debug, Parser)]
#[command(name = "ravand", version, about, propagate_version = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Args)]
pub(crate) struct Common {
    /// The bank's directory; `processes` here or above if not said
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) bank: Option<PathBuf>,
    /// How to print
    #[arg(long, global = true, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// The language of names and messages
    #[arg(long, global = true, value_enum, default_value_t = Lang::En)]
    pub(crate) lang: Lang,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Text,
    /// For programs; the shapes are in docs/json.md
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    /// English
    En,
    /// Persian
    Fa,
}

impl Lang {
    pub(crate) fn language(self) -> ravand_core::Language {
        match self {
            Lang::En => ravand_core::Language::En,
            Lang::Fa => ravand_core::Language::Fa,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// What a reform changes: before, after, and what each operation saves
    #[command(
        after_help = "Example:\n  ravand reform building-permit\n  ravand reform building-permit --html report.html --lang fa\n  ravand reform building-permit --format json --seed 7 > answer.json"
    )]
    Reform(ReformArgs),
    /// Rules that a process breaks
    #[command(
        after_help = "Example:\n  ravand lint building-permit\n  ravand lint building-permit --with permit-1401\n  ravand lint --explain GS001"
    )]
    Lint(LintArgs),
    /// How long cases take, where they wait, who is busy
    #[command(
        after_help = "Example:\n  ravand simulate building-permit --scenario district\n  ravand simulate building-permit --scenario elapsed --with permit-1401"
    )]
    Simulate(SimulateArgs),
    /// A process, step by step
    #[command(
        after_help = "Example:\n  ravand show building-permit\n  ravand show building-permit --with permit-1401 --lang fa"
    )]
    Show(ShowArgs),
    /// One case on virtual time, step by step: type what is done, or pipe it in
    #[command(
        after_help = "Example:\n  ravand run building-permit --trace\n  printf 'done register area_m2=12\\nwait 3 days\\n' | ravand run sign.yaml"
    )]
    Run(RunCaseArgs),
    /// A process or its decisions in another notation: YAML, BPMN 2.0, DMN
    #[command(
        after_help = "Example:\n  ravand convert building-permit permit.bpmn\n  ravand convert building-permit permit.bpmn --with permit-1401 --lang fa\n  ravand convert permit.bpmn permit.yaml\n  ravand convert fees.dmn fees.yaml"
    )]
    Convert(ConvertArgs),
    /// Files in canonical order, comments kept
    #[command(
        after_help = "Example:\n  ravand fmt\n  ravand fmt --check processes\n  ravand fmt processes/services/building-permit.yaml"
    )]
    Fmt(FmtArgs),
    /// The language for editors: a JSON Schema of a kind of file
    #[command(after_help = "Example:\n  ravand schema process > process.schema.json")]
    Schema(SchemaArgs),
    /// The canonical digest of a process, for `base` in an overlay
    #[command(
        after_help = "Example:\n  ravand digest building-permit\n  ravand digest building-permit --with permit-1401"
    )]
    Digest(DigestArgs),
    /// The overlay that makes one process of another, as YAML
    #[command(after_help = "Example:\n  ravand diff old.yaml new.yaml > changes.yaml")]
    Diff(DiffArgs),
    /// An overlay written for the process of today: a three-way merge
    #[command(after_help = "Example:\n  ravand rebase permit-1401 --base old/building-permit.yaml > permit-1401.yaml")]
    Rebase(RebaseArgs),
    /// What the bank holds, and how far apart its offices are
    #[command(
        after_help = "Example:\n  ravand bank list --domain URB\n  ravand bank search ماده ۱۰۰\n  ravand bank drift building-permit\n  ravand bank drift building-permit --html drift.html --lang fa"
    )]
    Bank(BankArgs),
    /// A commented file to start from, where the bank looks for it
    #[command(
        after_help = "Example:\n  ravand new process awning-permit\n  ravand new overlay office-a --of building-permit\n  ravand new reform permit-1405 --of building-permit"
    )]
    New(NewArgs),
}

#[derive(Debug, Args)]
pub(crate) struct NewArgs {
    #[command(subcommand)]
    pub(crate) command: NewCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum NewCommand {
    /// A process: services/ID.yaml
    Process(NewProcessArgs),
    /// The variant of an office: variants/ID/PROCESS.yaml
    Overlay(NewOverlayArgs),
    /// A reform: reforms/ID.yaml
    Reform(NewOverlayArgs),
}

#[derive(Debug, Args)]
pub(crate) struct NewProcessArgs {
    /// Its id, in kebab-case
    pub(crate) id: String,
}

#[derive(Debug, Args)]
pub(crate) struct NewOverlayArgs {
    /// Its id, in kebab-case: for a variant, that of the office
    pub(crate) id: String,
    /// The process that it changes
    #[arg(long, value_name = "PROCESS")]
    pub(crate) of: String,
}

#[derive(Debug, Args)]
pub(crate) struct BankArgs {
    #[command(subcommand)]
    pub(crate) command: BankCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BankCommand {
    /// Every process, by domain
    List(BankListArgs),
    /// Processes in which all of these words occur; how Persian was typed does not matter
    Search(BankSearchArgs),
    /// What is said of a process, and what is tied to it
    Show(BankShowArgs),
    /// How much there is of everything
    Stats,
    /// Everything that is wrong in the bank's files
    Check,
    /// How far the variants of a process are from it and from each other
    Drift(BankDriftArgs),
    /// The overlay that makes one process of another, as YAML; the same as `ravand diff`
    Diff(DiffArgs),
    /// An overlay written for the process of today; the same as `ravand rebase`
    Rebase(RebaseArgs),
    /// One process and a variant each out of definitions that nobody wrote together
    Unify(BankUnifyArgs),
    /// All processes as BPMN files, each variant apart
    Export(BankExportArgs),
}

#[derive(Debug, Args)]
pub(crate) struct BankListArgs {
    /// Only this domain: its code
    #[arg(long, value_name = "CODE")]
    pub(crate) domain: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct BankSearchArgs {
    /// What is looked for in ids, titles, domains, owners and steps
    #[arg(required = true)]
    pub(crate) words: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct BankShowArgs {
    /// A process of the bank, or a YAML file
    pub(crate) process: String,
}

#[derive(Debug, Args)]
pub(crate) struct BankDriftArgs {
    /// A process of the bank, or a YAML file
    pub(crate) process: String,
    /// A scenario: its id or a YAML file; `elapsed`, or the only one, if not said
    #[arg(long)]
    pub(crate) scenario: Option<String>,
    /// Do not simulate what the variants cost in days
    #[arg(long)]
    pub(crate) structure_only: bool,
    /// Show all differences, not only the most common ones
    #[arg(long)]
    pub(crate) all: bool,
    /// Write it as one page that needs nothing else, in the language of --lang
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,
    /// Let the page say what has expired by this day, Gregorian or Persian; it says only until when if not said
    #[arg(long, value_name = "DATE", requires = "html")]
    pub(crate) at: Option<String>,
    #[command(flatten)]
    pub(crate) run: RunArgs,
}

#[derive(Debug, Args)]
pub(crate) struct BankUnifyArgs {
    /// Definitions of one process: YAML files, or processes of the bank
    #[arg(required = true, num_args = 2.., value_name = "FILE")]
    pub(crate) texts: Vec<String>,
    /// The id of the process that they become; that of the first if not said
    #[arg(long)]
    pub(crate) id: Option<String>,
    /// Write the base and the variants into this directory, in the folders of a bank
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Write over files that are there
    #[arg(long)]
    pub(crate) force: bool,
    /// Two things are the same: north/step/visit=south/step/s2; may be said several times
    #[arg(long, value_name = "PAIR")]
    pub(crate) same: Vec<String>,
    /// Two things are not the same, in the same form
    #[arg(long, value_name = "PAIR")]
    pub(crate) different: Vec<String>,
    /// Show stages, roles, documents and ends too
    #[arg(long)]
    pub(crate) all: bool,
}

#[derive(Debug, Args)]
pub(crate) struct BankExportArgs {
    /// The directory to write to
    #[arg(value_name = "DIR")]
    pub(crate) directory: PathBuf,
    /// Write over files that are there
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, Args)]
pub(crate) struct RunCaseArgs {
    /// A process of the bank, or a file: .yaml, .bpmn
    pub(crate) process: String,
    /// Run it with this reform or variant merged: its id or a YAML file
    #[arg(long, value_name = "OVERLAY")]
    pub(crate) with: Option<String>,
    /// What the case knows from the start; may be said several times
    #[arg(long, value_name = "NAME=VALUE", num_args = 1..)]
    pub(crate) data: Vec<String>,
    /// The day on which it begins, Gregorian or Persian; 2025-04-05 if not said
    #[arg(long, value_name = "DATE")]
    pub(crate) at: Option<String>,
    /// Show every event
    #[arg(long)]
    pub(crate) trace: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ConvertArgs {
    /// A process of the bank, or a file: .yaml, .bpmn, .dmn
    #[arg(value_name = "IN")]
    pub(crate) input: String,
    /// The file to write: .yaml, .bpmn, .dmn
    #[arg(value_name = "OUT")]
    pub(crate) output: PathBuf,
    /// Convert it with this reform or variant merged: its id or a YAML file
    #[arg(long, value_name = "OVERLAY")]
    pub(crate) with: Option<String>,
    /// Which process, if a BPMN file has several
    #[arg(long, value_name = "ID")]
    pub(crate) process: Option<String>,
    /// Write over the file if it is there
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, Args)]
pub(crate) struct DigestArgs {
    /// A process of the bank, or a YAML file
    pub(crate) process: String,
    /// The digest with this reform or variant merged: its id or a YAML file
    #[arg(long, value_name = "OVERLAY")]
    pub(crate) with: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    /// The process as it is: of the bank, or a YAML file
    pub(crate) from: String,
    /// The process as it shall be: of the bank, or a YAML file
    pub(crate) to: String,
    /// Merge this reform or variant into the second: its id or a YAML file
    #[arg(long, value_name = "OVERLAY")]
    pub(crate) with: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct RebaseArgs {
    /// The overlay: its id or a YAML file
    pub(crate) overlay: String,
    /// The process that it was written for, as a YAML file
    #[arg(long, value_name = "FILE")]
    pub(crate) base: String,
    /// The process that it changes, where several have one of that id
    #[arg(long, value_name = "ID")]
    pub(crate) of: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct FmtArgs {
    /// Files, or directories with all YAML files below them; the bank if not said
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Change nothing; say which files are not in order
    #[arg(long)]
    pub(crate) check: bool,
}

#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    /// The kind of file
    #[arg(value_enum)]
    pub(crate) kind: Kind,
}

/// The kinds of files, by their first key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    Process,
    Overlay,
    Scenario,
    Calendar,
    Decision,
    Archetype,
    Catalogue,
    Bank,
    Roles,
    Documents,
    Laws,
}

impl Kind {
    pub(crate) fn kind(self) -> ravand_formats::FileKind {
        use ravand_formats::FileKind;
        match self {
            Kind::Process => FileKind::Process,
            Kind::Overlay => FileKind::Overlay,
            Kind::Scenario => FileKind::Scenario,
            Kind::Calendar => FileKind::Calendar,
            Kind::Decision => FileKind::Decision,
            Kind::Archetype => FileKind::Archetype,
            Kind::Catalogue => FileKind::Catalogue,
            Kind::Bank => FileKind::Bank,
            Kind::Roles => FileKind::Roles,
            Kind::Documents => FileKind::Documents,
            Kind::Laws => FileKind::Laws,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct ReformArgs {
    /// A process of the bank, or a YAML file
    pub(crate) process: String,
    /// The reform, if the bank has several: its id or a YAML file
    #[arg(long, value_name = "REFORM")]
    pub(crate) with: Option<String>,
    /// The scenario: its id or a YAML file; `elapsed`, or the only one there is, if not said
    #[arg(long)]
    pub(crate) scenario: Option<String>,
    /// Show every operation instead of the first twenty
    #[arg(long)]
    pub(crate) all: bool,
    /// Write the report as one page that needs nothing else, in the language of --lang
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) run: RunArgs,
}

#[derive(Debug, Args)]
pub(crate) struct LintArgs {
    /// A process of the bank, or a YAML file; every process if not said
    pub(crate) process: Option<String>,
    /// Lint it with this reform or variant merged: its id or a YAML file
    #[arg(long, value_name = "OVERLAY", requires = "process")]
    pub(crate) with: Option<String>,
    /// Take the share of cases that pass a step from this scenario; where not every path
    /// leads through a step, its share is assumed to be all otherwise
    #[arg(long, requires = "process")]
    pub(crate) scenario: Option<String>,
    /// Say what a rule means and how to mend what it finds
    #[arg(long, value_name = "CODE", conflicts_with = "process")]
    pub(crate) explain: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct SimulateArgs {
    /// A process of the bank, or a YAML file
    pub(crate) process: String,
    /// Simulate it with this reform or variant merged: its id or a YAML file
    #[arg(long, value_name = "OVERLAY")]
    pub(crate) with: Option<String>,
    /// The scenario: its id or a YAML file; `elapsed`, or the only one there is, if not said
    #[arg(long)]
    pub(crate) scenario: Option<String>,
    /// Fit the scenario's staff to the elapsed times and print it as YAML
    #[arg(long)]
    pub(crate) calibrate: bool,
    #[command(flatten)]
    pub(crate) run: RunArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// A process of the bank, or a YAML file
    pub(crate) process: String,
    /// Show it with this reform or variant merged: its id or a YAML file
    #[arg(long, value_name = "OVERLAY")]
    pub(crate) with: Option<String>,
    /// Write it as a picture, names in the language of --lang; Persian runs from right to left
    #[arg(long, value_name = "FILE", conflicts_with = "step")]
    pub(crate) svg: Option<PathBuf>,
    /// Show everything that is said of this step: which line said it, and which operation why
    #[arg(long)]
    pub(crate) step: Option<String>,
}

#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct RunArgs {
    /// Where chance begins: the same seed gives the same answer
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// Threads; all cores if not said
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,
    /// Independent repetitions, in place of the scenario's
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub(crate) replications: Option<u32>,
}
