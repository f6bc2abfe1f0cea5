//! What a definition cannot be compiled for, beside what [`ravand_core::check`] finds.

use ravand_core::{Code, Severity, Words};

pub(crate) static TOO_LARGE: Code = Code {
    id: "KE001",
    severity: Severity::Error,
    message: Words {
        en: "this process has {count} {what}; at most {limit} can run",
        fa: "این فرایند {count} {what} دارد؛ حداکثر {limit} قابل اجراست",
    },
    help: Words {
        en: "split it into processes that call each other",
        fa: "آن را به چند فرایند که یکدیگر را فرامی‌خوانند بشکنید",
    },
};
