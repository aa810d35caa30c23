#!/usr/bin/env bash
# Runs a command against a Spark standalone cluster of its own: a Master and two Workers on this
# machine, on free ports, stopped when the command ends. {master} in the command stands for the
# cluster's URL, which is also in $SPARK_MASTER_URL. The exit code is the command's.
#
#   tests/cluster/standalone.sh [--memory 3g] COMMAND [ARG ...]
#
#   --memory SIZE   what each Worker offers (one core each)
#   SPARK_HOME      the Spark to use (default: the one the build assembled)
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
spark_class=${SPARK_HOME:-$root/jobs/spark-home/target/spark-home}/bin/spark-class
workers=2
deadline=60 # seconds for the daemons to come up

memory=3g
if [[ ${1:-} == --memory ]]; then
  memory=${2:?--memory needs a size such as 3g}
  shift 2
fi
(($#)) || { echo "usage: standalone.sh [--memory SIZE] COMMAND [ARG ...]" >&2; exit 2; }
[[ -x $spark_class ]] || { echo "standalone.sh: no '$spark_class': run ./mvnw -B package -DskipTests first" >&2; exit 6; }

scratch=$(mktemp -d)
daemons=()
stop() {
  ((${#daemons[@]} == 0)) || kill "${daemons[@]}" 2>/dev/null || true
  wait
  rm -rf "$scratch"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

export SPARK_LOCAL_IP=127.0.0.1
# The Master names its port and its Workers only at this level.
export SPARK_DAEMON_JAVA_OPTS=-Deigenspark.log.level=info

start() { # NAME CLASS ARGS...
  local name=$1
  shift
  : >"$scratch/$name.log" # so that it can be read before the daemon is up
  "$spark_class" "$@" >>"$scratch/$name.log" 2>&1 &
  daemons+=($!)
}

all_run() {
  local daemon
  for daemon in "${daemons[@]}"; do kill -0 "$daemon" 2>/dev/null || return 1; done
}

# Waits until the Master's log holds PATTERN at least COUNT times.
await() { # PATTERN COUNT
  until (($(grep -cE "$1" "$scratch/master.log") >= $2)); do
    if ((SECONDS > deadline)) || ! all_run; then
      echo "standalone.sh: a daemon ended, or $deadline s were not enough; their logs end so:" >&2
      tail -n 20 "$scratch"/*.log >&2
      exit 6
    fi
    sleep 0.2
  done
}

start master org.apache.spark.deploy.master.Master --host 127.0.0.1 --port 0 --webui-port 0
await 'Starting Spark master at spark://' 1
SPARK_MASTER_URL=$(grep -oE -m1 'spark://[0-9.]+:[0-9]+' "$scratch/master.log")
for ((i = 1; i <= workers; i++)); do
  start "worker$i" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --webui-port 0 \
    --cores 1 --memory "$memory" --work-dir "$scratch/work$i" "$SPARK_MASTER_URL"
done
await 'Registering worker' "$workers"

# The daemons' settings are not for the command.
unset SPARK_DAEMON_JAVA_OPTS
export SPARK_MASTER_URL
code=0
"${@//\{master\}/$SPARK_MASTER_URL}" || code=$?
exit "$code"
