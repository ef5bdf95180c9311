//! A service that answers after a while.

/// Users, and what is known of them.
#[allow(async_fn_in_trait, reason = "nobody here asks for `Send`")]
pub trait Api {
    /// The user's name.
    ///
    /// # Errors
    ///
    /// There is no such user, or the service does not answer.
    async fn user(&self, id: u64) -> anyhow::Result<String>;

    /// The user's profile.
    ///
    /// # Errors
    ///
    /// As [`user`](Api::user).
    async fn profile(&self, id: u64) -> anyhow::Result<String>;
}
