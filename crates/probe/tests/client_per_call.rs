//! `client-per-call`: what a client keeps for the next call is thrown away with it.

mod support;

use std::cell::Cell;

use probe::{Diagnosis, demand, program};
use support::{caught, passes};

mod bad {
    use super::Client;

    /// The pages of a book, in their order.
    pub async fn pages(_client: &Client) -> Vec<String> {
        let mut pages = Vec::new();
        for number in 1..=3 {
            pages.push(Client::new().get(number).await);
        }
        pages
    }
}

mod good {
    use super::Client;

    /// The pages of a book, in their order.
    pub async fn pages(client: &Client) -> Vec<String> {
        let mut pages = Vec::new();
        for number in 1..=3 {
            pages.push(client.get(number).await);
        }
        pages
    }
}

thread_local! {
    static CONNECTIONS: Cell<usize> = const { Cell::new(0) };
}

/// Opens a connection for its first call, and keeps it for the next ones.
struct Client {
    connected: Cell<bool>,
}

impl Client {
    fn new() -> Client {
        Client {
            connected: Cell::new(false),
        }
    }

    async fn get(&self, page: u32) -> String {
        if !self.connected.replace(true) {
            CONNECTIONS.set(CONNECTIONS.get() + 1);
        }
        format!("page {page}")
    }
}

#[track_caller]
fn one_connection(read: impl AsyncFnOnce(&Client) -> Vec<String>) {
    let client = Client::new();
    program::run(|| read(&client));
    let connections = CONNECTIONS.get();
    demand(
        connections == 1,
        Diagnosis::ClientPerCall,
        format!("three calls opened {connections} connections"),
        format!("3 回の呼び出しで、接続が {connections} 個開かれました"),
    );
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::ClientPerCall, || one_connection(bad::pages));
}

#[test]
fn good_example_passes() {
    passes(|| one_connection(good::pages));
}
