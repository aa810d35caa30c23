#!/usr/bin/env bash
# Prints the GPUs of this machine as Spark wants to read them: {"name": "gpu", "addresses": ["0","1"]}.
# Fails with one line where there are none.
set -euo pipefail

fail() { # MESSAGE
  echo "gpu-discovery.sh: $1" >&2
  exit 1
}

command -v nvidia-smi >/dev/null || fail "this machine has no nvidia-smi, so no NVIDIA GPU that works"
indices=$(timeout 20 nvidia-smi --query-gpu=index --format=csv,noheader 2>&1) ||
  fail "nvidia-smi failed: ${indices%%$'\n'*}"
[[ $indices =~ ^[0-9]+($'\n'[0-9]+)*$ ]] || fail "nvidia-smi lists no GPU: ${indices%%$'\n'*}"
echo "{\"name\": \"gpu\", \"addresses\": [\"${indices//$'\n'/\",\"}\"]}"
