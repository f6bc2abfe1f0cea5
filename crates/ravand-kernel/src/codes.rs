//! What a definition cannot be compiled for, beside what [`ravand_core::check`] finds. An id
//! is never reused.

ravand_core::codes! {
    pub(crate)
    TOO_LARGE "KE001" Error {
        "this process has {count} {what}; at most {limit} can run"
        "این فرایند {count} {what} دارد؛ حداکثر {limit} قابل اجراست"
        help "split it into processes that call each other"
        "آن را به چند فرایند که یکدیگر را فرامی‌خوانند بشکنید"
    }
}
