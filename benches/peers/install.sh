#!/usr/bin/env bash
# Installs the peers that figures are measured beside, under target/peers. Each has its own
# folder and its version is pinned: a figure must not change because a peer did.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly PEERS="target/peers"
readonly SIMPY="4.1.2"

mkdir -p "$PEERS"
if "$PEERS/simpy/bin/python" -c "import simpy, sys; sys.exit(simpy.__version__ != '$SIMPY')" 2>/dev/null; then
  echo "SimPy $SIMPY is there"
else
  python3 -m venv --clear "$PEERS/simpy"
  "$PEERS/simpy/bin/python" -m pip install --quiet --disable-pip-version-check "simpy==$SIMPY"
  echo "SimPy $SIMPY is installed"
fi

cargo build --quiet --release --manifest-path benches/peers/snurr/Cargo.toml --target-dir "$PEERS/snurr"
echo "snurr is built"
