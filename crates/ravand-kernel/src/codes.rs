//! What a definition cannot be compiled for, beside what [`ravand_core::check`] finds. An id
//! is never reused.

ravand_core::codes! {
    pub(crate)
    TOO_MANY_STEPS "KE001" Error {
        "the process `{of}` has {count} steps; at most {limit} can run"
        "فرایند «{of}» {count} گام دارد؛ حداکثر {limit} گام قابل اجراست"
        help "split it into processes that call each other"
        "آن را به چند فرایند که یکدیگر را فرامی‌خوانند بشکنید"
    }
    TOO_MANY_ENDS "KE002" Error {
        "the process `{of}` has {count} ends; at most {limit} can be told apart"
        "فرایند «{of}» {count} پایان دارد؛ حداکثر {limit} پایان از هم بازشناخته می‌شود"
        help "let ways that end alike share one end"
        "راه‌هایی را که یکسان پایان می‌یابند به یک پایان برسانید"
    }
    TOO_MANY_OUTCOMES "KE003" Error {
        "the step `{of}` has {count} outcomes; at most {limit} can be told apart"
        "گام «{of}» {count} نتیجه دارد؛ حداکثر {limit} نتیجه از هم بازشناخته می‌شود"
        help "keep one outcome for each way that a case can go, and put the rest into data"
        "برای هر راهی که پرونده می‌تواند برود یک نتیجه بگذارید و بقیه را در داده‌ها بیاورید"
    }
    TOO_MUCH_REDO "KE004" Error {
        "from this check on, the redos of this process repeat more than {limit} steps in all"
        "از این بررسی به بعد، بازگشت‌های این فرایند روی هم بیش از {limit} گام را تکرار می‌کنند"
        help "let checks lead back to a nearer step, or split the process into stages"
        "بررسی‌ها را به گامی نزدیک‌تر برگردانید یا فرایند را به چند مرحله بشکنید"
    }
}
