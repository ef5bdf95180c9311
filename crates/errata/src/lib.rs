//! What `docs/errata.md` says of the guide, as tests: each fails if its row is wrong.
//!
//! What a compiler refuses stands here, as examples that must not compile, with the code of the
//! error; what happens at run time, in `tests/`, a file for some chapters.
//!
//! # 2.1: the trait is not to be defined anew beside its import
//!
//! ```compile_fail,E0255
//! use std::task::Poll;
//!
//! enum Poll<T> {
//!     Ready(T),
//!     Pending,
//! }
//! ```
//!
//! # 2.3: the states as printed hold only futures that may move
//!
//! ```compile_fail,E0277
//! use std::pin::Pin;
//! use std::task::{Context, Poll};
//!
//! struct State<F> {
//!     step: F,
//! }
//!
//! impl<F: Future<Output = u32>> State<F> {
//!     fn poll_step(&mut self, context: &mut Context<'_>) -> Poll<u32> {
//!         Pin::new(&mut self.step).poll(context)
//!     }
//! }
//! ```
//!
//! # 3.3: closures that are async are stable
//!
//! ```
//! async fn twice(ask: impl AsyncFn(u32) -> u32) -> u32 {
//!     ask(1).await + ask(2).await
//! }
//!
//! let base = String::from("borrowed");
//! let sum = twice(async |number| number + base.len() as u32);
//! assert_eq!(futures::executor::block_on(sum), 19);
//! ```
//!
//! # 3.5: recursion needs a box, and neither a crate nor an annotation
//!
//! ```compile_fail,E0733
//! async fn depth(level: u32) -> u32 {
//!     if level == 0 { 0 } else { 1 + depth(level - 1).await }
//! }
//! ```
//!
//! ```
//! async fn depth(level: u32) -> u32 {
//!     if level == 0 { 0 } else { 1 + Box::pin(depth(level - 1)).await }
//! }
//!
//! assert_eq!(futures::executor::block_on(depth(7)), 7);
//! ```
//!
//! # 5.3: a future without borrows is not `Unpin` either; its box is
//!
//! ```compile_fail,E0277
//! fn may_move<F: Future + Unpin>(_: F) {}
//!
//! may_move(async { 42 });
//! ```
//!
//! ```
//! fn may_move<F: Future + Unpin>(_: F) {}
//!
//! may_move(Box::pin(async { 42 }));
//! may_move(std::future::ready(42));
//! ```
//!
//! # 9.3: a guard across an await does not compile where the future has to be `Send`
//!
//! ```compile_fail
//! use std::sync::{Arc, Mutex};
//!
//! fn is_send<F: Future + Send>(_: F) {}
//!
//! let list = Arc::new(Mutex::new(vec![1]));
//! is_send(async move {
//!     let mut guard = list.lock().unwrap();
//!     tokio::task::yield_now().await;
//!     guard.push(2);
//! });
//! ```
//!
//! Nor is it enough to drop it before the await:
//!
//! ```compile_fail
//! use std::sync::{Arc, Mutex};
//!
//! fn is_send<F: Future + Send>(_: F) {}
//!
//! let list = Arc::new(Mutex::new(vec![1]));
//! is_send(async move {
//!     let mut guard = list.lock().unwrap();
//!     guard.push(2);
//!     drop(guard);
//!     tokio::task::yield_now().await;
//! });
//! ```
//!
//! A block of its own is:
//!
//! ```
//! use std::sync::{Arc, Mutex};
//!
//! fn is_send<F: Future + Send>(_: F) {}
//!
//! let list = Arc::new(Mutex::new(vec![1]));
//! is_send(async move {
//!     {
//!         list.lock().unwrap().push(2);
//!     }
//!     tokio::task::yield_now().await;
//! });
//! ```
//!
//! # Q3: neither form of an async call in a trait can be `dyn`
//!
//! ```compile_fail,E0038
//! trait Service {
//!     async fn call(&self) -> u32;
//! }
//!
//! fn list() -> Vec<Box<dyn Service>> {
//!     Vec::new()
//! }
//! ```
//!
//! ```compile_fail,E0038
//! trait Service {
//!     fn call(&self) -> impl Future<Output = u32> + Send;
//! }
//!
//! fn list() -> Vec<Box<dyn Service>> {
//!     Vec::new()
//! }
//! ```
//!
//! And where the type of the service is known, an `async fn` is `Send` if its future is:
//!
//! ```
//! trait Service {
//!     async fn call(&self) -> u32;
//! }
//!
//! struct Seven;
//!
//! impl Service for Seven {
//!     async fn call(&self) -> u32 {
//!         7
//!     }
//! }
//!
//! fn is_send<F: Future + Send>(_: F) {}
//!
//! is_send(async { Seven.call().await });
//! ```
//!
//! # Q4: a future is used once
//!
//! ```compile_fail,E0382
//! async fn example() {
//!     let (a, b) = (async { 1 }, async { 2 });
//!     let both = tokio::join!(a, b);
//!     let task = tokio::spawn(a);
//! }
//! ```
