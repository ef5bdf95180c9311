#!/usr/bin/env bash
# Gradescope runs this once, when it builds the image: a toolchain, and all that takes long.
set -euo pipefail

apt-get update
apt-get install -y curl gcc git
curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh -s -- -y --profile minimal
. "$HOME/.cargo/env"

cd /autograder/source
cargo build --package xtask --package classroom
# What answers stand on: a submission of nothing builds it.
mkdir -p /tmp/nothing/exercises
cargo xtask grade /tmp/nothing --student nobody --out /tmp/warm || true
