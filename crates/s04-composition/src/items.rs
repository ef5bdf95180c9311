//! Items that take their time to fetch, one of which cannot be had. What became of each call is
//! written down, for each thread by itself.

use std::cell::RefCell;
use std::time::Duration;

use probe::Gauge;
use tokio::time::sleep;

thread_local! {
    static ACCOUNT: RefCell<Account> = RefCell::default();
}

/// What has become of the calls of [`fetch_item`] on this thread.
#[derive(Clone, Debug, Default)]
pub struct Account {
    /// The items whose call has begun, in that order.
    pub begun: Vec<u32>,
    /// Those whose call has come to its end, well or not.
    pub ended: Vec<u32>,
    /// Those whose call was given up on the way.
    pub dropped: Vec<u32>,
    /// How many calls are in flight.
    pub calls: Gauge,
}

/// The account of this thread so far.
pub fn account() -> Account {
    ACCOUNT.with_borrow(Clone::clone)
}

/// Begins a new account on this thread.
pub fn new_account() {
    ACCOUNT.set(Account::default());
}

/// Fetches `item 7`, where 7 is the id. It takes ten times as many milliseconds.
///
/// # Errors
///
/// Item 5 cannot be had: `item 5 is out of stock`.
pub async fn fetch_item(id: u32) -> anyhow::Result<String> {
    let mut call = Call::begin(id);
    sleep(Duration::from_millis(u64::from(id) * 10)).await;
    call.over = true;
    match id {
        5 => Err(anyhow::anyhow!("item {id} is out of stock")),
        _ => Ok(format!("item {id}")),
    }
}

struct Call {
    id: u32,
    over: bool,
    _in_flight: probe::InFlight,
}

impl Call {
    fn begin(id: u32) -> Call {
        ACCOUNT.with_borrow_mut(|account| {
            account.begun.push(id);
            Call {
                id,
                over: false,
                _in_flight: account.calls.enter_as(id),
            }
        })
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        // A thread that ends has no account any more.
        let _ = ACCOUNT.try_with(|account| {
            let mut account = account.borrow_mut();
            match self.over {
                true => account.ended.push(self.id),
                false => account.dropped.push(self.id),
            }
        });
    }
}
